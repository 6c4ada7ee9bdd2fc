import type { MovementStatus } from '../../movements/rules/movement-status';
import { setMovementStatus } from '../../movements/set-status';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { movementOutput } from './movement-output';
import { readText, todayOf } from '../fields/read-values';
import { readMovementOf } from './read-fields';

/** Takes a movement one step further. */
export const setStatus: Operation = {
	value: 'setStatus',
	name: 'Set Status',
	action: 'Set the status of a stock movement',
	description: 'Submit, approve, reject, pick or pack a stock movement, step by step',
	properties: [
		stockMovementField,
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Approved', value: 'approved' },
				{ name: 'Packed', value: 'packed' },
				{ name: 'Pending Approval', value: 'pendingApproval' },
				{ name: 'Picked', value: 'picked' },
				{
					name: 'Picking',
					value: 'picking',
					description: 'Reserves what expires first, never expired or held stock',
				},
				{ name: 'Rejected', value: 'rejected' },
				{ name: 'Requested', value: 'requested', description: 'Submits the draft' },
				{ name: 'Shipped', value: 'shipped', description: 'The goods leave the stock' },
			],
			default: 'requested',
			description:
				'The next status. Only steps that mean something from the current one are taken; otherwise nothing is changed and the possible ones are named.',
		},
		{
			displayName: 'Reason',
			name: 'comment',
			type: 'string',
			default: '',
			description: 'Why it is rejected (required); the people who asked for it see it',
			displayOptions: { show: { status: ['rejected'] } },
		},
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const wanted = context.getNodeParameter('status', item) as MovementStatus;
		const comment = readText(context.getNodeParameter('comment', item, ''));
		// Not a required field: for a status that an expression gives, n8n would ask for it always.
		if (wanted === 'rejected' && comment === undefined)
			throw new OpenBoxesError('The request was not rejected: "Reason" is empty', {
				description: 'The people who asked for it see the reason.',
				outcome: 'notSent',
			});
		const record = await readMovementOf(run, item);
		const after = await setMovementStatus(connection, record, {
			status: wanted,
			comment,
			today: todayOf(context, connection),
		});
		return movementOutput(after);
	}),
};
