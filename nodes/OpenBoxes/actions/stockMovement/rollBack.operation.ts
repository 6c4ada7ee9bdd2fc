import { rollBackMovement, type RollBackGoal } from '../../movements/roll-back';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { movementOutput } from './movement-output';
import { readMovementOf } from './read-fields';

/** Undoes receipts, the sending or a decision. */
export const rollBack: Operation = {
	value: 'rollBack',
	name: 'Roll Back',
	action: 'Roll back a stock movement',
	description: 'Undo the receipts, the sending, or the decision about a stock movement',
	danger: 'undo what was done to stock movements',
	properties: [
		stockMovementField,
		{
			displayName: 'Undo',
			name: 'undo',
			type: 'options',
			options: [
				{
					name: 'Everything Until It Is Not Sent',
					value: 'beforeSending',
					description:
						'All receipts and the sending: the goods are back at the origin. May be run again.',
				},
				{
					name: 'The Last Step',
					value: 'lastStep',
					description:
						'All receipts if there are any, else the sending, else the approval. Run again, it undoes one step more.',
				},
			],
			default: 'lastStep',
			description: 'How far to go back',
		},
	],
	execute: perItem(async (run, item) => {
		const goal = run.context.getNodeParameter('undo', item, 'lastStep') as RollBackGoal;
		const record = await readMovementOf(run, item);
		const after = await rollBackMovement(run.connection, record, goal);
		return { ...movementOutput(after), changed: after !== record };
	}),
};
