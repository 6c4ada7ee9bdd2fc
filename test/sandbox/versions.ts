/** Which server the sandbox plays: a tag of the open source server, or the vendor's documents. */
export const KINDS = [
	'0.9.0',
	'0.9.1',
	'0.9.2',
	'0.9.3',
	'0.9.4',
	'0.9.5',
	'0.9.6',
	'0.9.7',
	'0.9.8',
	'documented',
] as const;

export type Kind = (typeof KINDS)[number];

export const isKind = (text: unknown): text is Kind => KINDS.some((kind) => kind === text);

/** Answers "does this server behave as from tag X on?"; the rows of versions.md call it. */
export class Version {
	constructor(readonly kind: Kind) {}

	get isDocumented(): boolean {
		return this.kind === 'documented';
	}

	/** True when the tag is at least `tag`. The documented server behaves as the newest tag. */
	since(tag: string): boolean {
		return this.isDocumented || patchOf(this.kind) >= patchOf(tag);
	}

	before(tag: string): boolean {
		return !this.since(tag);
	}
}

const patchOf = (tag: string): number => Number(tag.split('.')[2]);
