import { deleteMovement } from '../../movements/delete-movement';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { readMovementOf } from './read-fields';

/** Deletes a movement; `delete` itself cannot be the name of a constant. */
export const deleteOperation: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a stock movement',
	description: 'Delete a stock movement that was not shipped; what was picked for it is free again',
	danger: 'delete stock movements for good',
	properties: [stockMovementField],
	execute: perItem(async (run, item) => {
		const record = await readMovementOf(run, item);
		await deleteMovement(run.connection, record);
		const { id, identifier = null } = record.movement;
		return { deleted: true, id, identifier };
	}),
};
