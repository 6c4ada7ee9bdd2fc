import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';

/** What an operation gets to work with. */
export interface OperationRun {
	context: IExecuteFunctions;
	connection: Connection;
	items: INodeExecutionData[];
	/** False when the user chose to continue on fail. */
	stopOnError: boolean;
	/** What of an item is no choice of its field, said as a reason. */
	wrongChoice: (item: number) => string | undefined;
}

/** What became of one or several input items; `items` are their indexes, for n8n's item linking. */
export type OperationResult =
	| { items: number[]; json: IDataObject; binary?: IBinaryKeyData; error?: undefined }
	| { items: number[]; error: OpenBoxesError };

/** Something a user can do. It sees all items at once, so that many can be served by few requests. */
export interface Operation {
	/** Stored in workflows; same as the file's and the export's name. */
	value: string;
	/** Menu entry, title case. */
	name: string;
	/** Sentence in n8n's node search, e.g. `Debit a transaction`. */
	action: string;
	description: string;
	/** What cannot be taken back or passes all checks, as in "may …": a person must enable it first. */
	danger?: string;
	/** Without `displayOptions` for resource and operation, which the resource adds. */
	properties: INodeProperties[];
	execute: (run: OperationRun) => Promise<OperationResult[]>;
}

/** One entry of the resource menu; feeds menu and routing alike. */
export interface Resource {
	value: string;
	name: string;
	description: string;
	/** The first is what a new node or tool does, so it reads. */
	operations: readonly Operation[];
}

function refusedChoice(reason: string): OpenBoxesError {
	return new OpenBoxesError(`Nothing was done: ${reason}`, { outcome: 'notSent' });
}

/** What would fail in the same way is not tried: a wrong password would lock the user out. */
function sameFailure(run: OperationRun, from: number, error: OpenBoxesError): OperationResult[] {
	return run.items.slice(from).map((_, index) => ({ items: [from + index], error }));
}

/**
 * Makes an operation of something that is done item by item. Later items are not started after a
 * failure, unless the user chose to continue.
 */
export function perItem(
	work: (run: OperationRun, item: number) => Promise<IDataObject | IDataObject[]>,
): Operation['execute'] {
	return async (run) => {
		const results: OperationResult[] = [];
		for (let item = 0; item < run.items.length; item++) {
			try {
				const wrong = run.wrongChoice(item);
				if (wrong !== undefined) throw refusedChoice(wrong);
				const output = await work(run, item);
				const rows = Array.isArray(output) ? output : [output];
				for (const json of rows) results.push({ items: [item], json });
			} catch (error) {
				const failure = toOpenBoxesError(error);
				results.push({ items: [item], error: failure });
				if (run.stopOnError) break;
				if (failure.isFatal) return [...results, ...sameFailure(run, item + 1, failure)];
			}
		}
		return results;
	};
}
