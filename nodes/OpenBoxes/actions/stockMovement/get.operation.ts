import { simplifyField } from '../fields/list.fields';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { movementOutput } from './movement-output';
import { readMovementOf } from './read-fields';

/** One movement with its lines, shipment and real status. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a stock movement',
	description: 'Get one stock movement with its lines, shipment and status',
	properties: [stockMovementField, simplifyField],
	execute: perItem(async (run, item) => {
		const record = await readMovementOf(run, item);
		return movementOutput(record, run.context.getNodeParameter('simplify', item, true) === true);
	}),
};
