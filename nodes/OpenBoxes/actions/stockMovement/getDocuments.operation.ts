import { readDocuments } from '../../movements/documents';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { readMovementOf } from './read-fields';

/** Papers of a movement: pick list, packing list, delivery note. */
export const getDocuments: Operation = {
	value: 'getDocuments',
	name: 'Get Documents',
	action: 'Get documents of a stock movement',
	description:
		'Get the pick list, packing list, delivery note and attached files with their links; use it to print or send them',
	properties: [stockMovementField],
	execute: perItem(async (run, item) => {
		const record = await readMovementOf(run, item);
		return await readDocuments(run.connection, record);
	}),
};
