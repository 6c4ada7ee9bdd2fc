import { createMovement, findByReference } from '../../movements/create-movement';
import { readMovement } from '../../movements/movement-record';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { perItem, type Operation } from '../operation';
import { linesFromField, newLineFields } from './line-fields';
import {
	dateRequestedOption,
	descriptionField,
	destinationField,
	originField,
	referenceOption,
	requestedByField,
	stocklistOption,
} from './movement-fields';
import { movementOutput } from './movement-output';
import { readNewMovement } from './read-new-movement';

/** Creates a draft of a movement, with lines if they are given. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a stock movement',
	description: 'Create a draft of a transfer, delivery or request; no stock moves yet',
	properties: [
		originField,
		destinationField,
		descriptionField,
		linesFromField('none'),
		...newLineFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				dateRequestedOption,
				{
					displayName: 'Is a Request',
					name: 'isRequest',
					type: 'boolean',
					default: false,
					description:
						'Whether the destination asks the origin for the goods, who then decides and sends them',
				},
				referenceOption,
				requestedByField,
				stocklistOption,
			],
		},
	],
	execute: perItem(async (run, item) => {
		const { connection } = run;
		const movement = await readNewMovement(run, item);
		if (movement.reference !== undefined) {
			const found = await findByReference(connection, movement, movement.reference);
			if (found.length > 1) {
				throw new OpenBoxesError(
					`The reference "${movement.reference}" is already on ${found.length} stock movements`,
					{ description: `They are ${found.map((row) => row.identifier).join(' and ')}.` },
				);
			}
			if (found.length === 1) {
				const record = await readMovement(connection, found[0].id);
				return { ...movementOutput(record), alreadyExisted: true };
			}
		}
		const record = await createMovement(connection, movement);
		return { ...movementOutput(record), alreadyExisted: false };
	}),
};
