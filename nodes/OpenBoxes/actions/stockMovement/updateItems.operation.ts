import { movementLineChanges } from '../../lines/movement-line';
import { changeLines } from '../../movements/change-lines';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { linesFromFields } from '../fields/lines-from.fields';
import { changeFields } from './line-fields';
import { movementOutput } from './movement-output';
import { readMovementOf } from './read-fields';
import { requireLines } from '../fields/read-lines';

/** Changes lines of a movement; what is not given stays. */
export const updateItems: Operation = {
	value: 'updateItems',
	name: 'Update Items',
	action: 'Update items of a stock movement',
	description: 'Change quantities, lots or notes of lines; everything else of them stays',
	properties: [stockMovementField, ...linesFromFields(changeFields)],
	execute: perItem(async (run, item) => {
		const changes = requireLines(run.context, item, movementLineChanges) ?? [];
		const record = await readMovementOf(run, item);
		return movementOutput(await changeLines(run.connection, record, changes));
	}),
};
