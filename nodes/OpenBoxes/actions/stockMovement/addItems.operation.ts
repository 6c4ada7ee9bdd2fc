import { draftLines } from '../../lines/movement-line';
import { addLines } from '../../movements/change-lines';
import { nextSortOrder, resolveMovementLines } from '../../movements/movement-lines';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { linesFromFields } from '../fields/lines-from.fields';
import { newLineFields } from './line-fields';
import { movementOutput } from './movement-output';
import { readMovementOf } from './read-fields';
import { requireLines } from '../fields/read-lines';

/** Adds lines to a movement. */
export const addItems: Operation = {
	value: 'addItems',
	name: 'Add Items',
	action: 'Add items to a stock movement',
	description: 'Add products with quantities to a stock movement that was not shipped yet',
	properties: [stockMovementField, ...linesFromFields(newLineFields)],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const given = requireLines(context, item, draftLines) ?? [];
		if (given.length === 0) {
			throw new OpenBoxesError('There is no line to add', {
				description: 'Give at least one product and quantity.',
			});
		}
		const record = await readMovementOf(run, item);
		const first = nextSortOrder(record.movement.lineItems ?? []);
		const lines = await resolveMovementLines(connection, given, first);
		return movementOutput(await addLines(connection, record, lines));
	}),
};
