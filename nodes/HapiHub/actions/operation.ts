import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Connection } from '../transport/connection';

/** What an operation gets to work with. */
export interface OperationRun {
	context: IExecuteFunctions;
	connection: Connection;
}

/** Something a user can do. */
export interface Operation {
	/** Stored in workflows; same as the file's and the export's name. */
	value: string;
	/** Menu entry, title case. */
	name: string;
	/** Sentence in n8n's node search. */
	action: string;
	description: string;
	/** Without `displayOptions` for resource and operation, which the resource adds. */
	properties: INodeProperties[];
	/** Serves one input item. */
	execute: (run: OperationRun, item: number) => Promise<IDataObject[]>;
}

/** One entry of the resource menu; feeds menu and routing alike. */
export interface Resource {
	value: string;
	name: string;
	description: string;
	operations: readonly Operation[];
}
