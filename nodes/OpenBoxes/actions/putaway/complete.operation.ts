import { completePutaway } from '../../putaways/save-putaway';
import { readNamedPutaway } from '../../putaways/putaway-record';
import { requireFeature } from '../../transport/server';
import { putawayField } from '../fields/putaway.field';
import { perItem, type Operation } from '../operation';
import { putawayOutput } from './putaway-output';

/** Moves the goods of a pending putaway. */
export const complete: Operation = {
	value: 'complete',
	name: 'Complete',
	action: 'Complete a putaway',
	description: 'Move the goods of a pending putaway to their bins',
	properties: [putawayField],
	execute: perItem(async ({ context, connection }, item) => {
		requireFeature(await connection.serverInfo(), 'putaways');
		const pending = await readNamedPutaway(connection, context.getNodeParameter('putaway', item));
		const { putaway, transactionIds, changed } = await completePutaway(connection, pending);
		return { ...putawayOutput(putaway), changed, transactionIds };
	}),
};
