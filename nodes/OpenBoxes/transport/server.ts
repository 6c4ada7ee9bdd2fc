import { serverInfoSchema } from '../schemas';
import { OpenBoxesError } from './openboxes-error';

/** Who and where we are on a server, found once per login. */
export interface ServerInfo {
	/** `openSource` = OpenBoxes 0.9.x; `documented` = the hosted vendor's documents. */
	kind: 'openSource' | 'documented';
	/** e.g. `0.9.8`; empty for `documented`. */
	version: string;
	location: { id: string; name: string; number: string };
	user: { id: string; name: string };
}

/** What a login stored beside its cookie; undefined when it cannot be read. */
export function readServerInfo(stored: string): ServerInfo | undefined {
	try {
		const parsed = serverInfoSchema.safeParse(JSON.parse(stored));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}

/** First version that has it, from versions.md = whether the documents describe it. */
const FEATURES = {
	/** `availableItems` from the table with promisable quantities; live and unfiltered before. */
	availabilityTable: {
		since: '0.9.7',
		documented: true,
		label: 'availability with promised stock',
	},
	handlingRequirementFilter: {
		since: '0.9.3',
		documented: true,
		label: 'the filter by handling requirement',
	},
	lotsOfProducts: { since: '0.9.6', documented: false, label: 'the lots of several products' },
	orderLifeCycle: {
		since: '0.9.0',
		documented: false,
		label: 'placing, rolling back and deleting purchase orders',
	},
	newProducts: { since: '0.9.6', documented: true, label: 'a call that makes products' },
	productSuppliers: { since: '0.9.1', documented: false, label: 'the suppliers of a product' },
	putaways: { since: '0.9.0', documented: false, label: 'putaways' },
	receivingBin: { since: '0.9.6', documented: false, label: 'receiving bins' },
	cycleCounts: { since: '0.9.4', documented: false, label: 'cycle counts' },
	fulfillments: {
		since: '0.9.3',
		documented: false,
		label: 'creating and sending in one call',
	},
	movementDocuments: {
		since: '0.9.8',
		documented: false,
		label: 'the list of documents of a stock movement',
	},
} as const;

type Feature = keyof typeof FEATURES;

function versionNumbers(version: string): number[] {
	return version
		.split(/[^\d]+/)
		.filter((part) => part !== '')
		.map(Number);
}

/** Whether `version` is `since` or later; suffixes such as `-hotfix1` do not count. */
export function isAtLeast(version: string, since: string): boolean {
	const [have, need] = [versionNumbers(version), versionNumbers(since)];
	for (let index = 0; index < need.length; index++) {
		const difference = (have[index] ?? 0) - need[index];
		if (difference !== 0) return difference > 0;
	}
	return true;
}

export function supports(server: ServerInfo, feature: Feature): boolean {
	const { since, documented } = FEATURES[feature];
	return server.kind === 'documented' ? documented : isAtLeast(server.version, since);
}

/** @throws OpenBoxesError naming the version that is needed */
export function requireFeature(server: ServerInfo, feature: Feature): void {
	if (supports(server, feature)) return;
	const { since, label } = FEATURES[feature];
	throw new OpenBoxesError(`This server does not offer ${label}`, {
		description:
			server.kind === 'documented'
				? `It needs an open-source OpenBoxes of version ${since} or later.`
				: `It needs OpenBoxes ${since} or later; this server is ${server.version}.`,
		cause: 'configuration-invalid',
	});
}
