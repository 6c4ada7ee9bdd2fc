import type { Draw } from './draw';

/** A kind of request: what it needs from earlier answers, and what its own answer gives to later ones. */
export interface RequestKind {
	name: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Documents that an earlier request made; `{{movement}}` in path and body is one of them. */
	needs?: string;
	makes?: { what: string; at: string };
	/** Figures follow a write after some seconds. */
	waitMs?: number;
	path: (draw: Draw) => string;
	body?: (draw: Draw) => Record<string, unknown> | Array<Record<string, unknown>>;
}

export const read = (
	name: string,
	path: (draw: Draw) => string,
	more: Partial<RequestKind> = {},
): RequestKind => ({ name, method: 'GET', path, ...more });
