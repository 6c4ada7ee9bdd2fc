import { simplifyField } from '../fields/simplify.field';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { linesOutput, rawMovement, shortMovement } from './movement-output';
import { readMovementOf } from './read-fields';

/** One movement with its lines, shipment and real status. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a stock movement',
	description:
		'Get one stock movement with its lines, shipment and status; use it to see how far it is',
	properties: [stockMovementField, simplifyField],
	execute: perItem(async (run, item) => {
		const { movement, status, shipmentId } = await readMovementOf(run, item);
		if (run.context.getNodeParameter('simplify', item, true) !== true)
			return { ...rawMovement(movement, status), shipmentId: shipmentId ?? null };
		const lineItems = linesOutput(movement);
		const short = shortMovement(movement, status);
		return { ...short, lineItemCount: lineItems.length, lineItems };
	}),
};
