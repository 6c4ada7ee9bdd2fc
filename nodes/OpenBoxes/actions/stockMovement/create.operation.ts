import { draftLines } from '../../lines/movement-line';
import { createMovement } from '../../movements/create-movement';
import { perItem, type Operation } from '../operation';
import { CLINIC, CLINIC_OPTION, clinicProperties } from '../fields/clinic-input';
import { linesFromFields } from '../fields/lines-from.fields';
import { newLineFields } from './line-fields';
import {
	dateRequestedOption,
	descriptionField,
	newDestinationField,
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
		...[originField, newDestinationField].map((field) => ({
			...field,
			displayOptions: { hide: { linesFrom: [CLINIC] } },
		})),
		descriptionField,
		...linesFromFields({
			...newLineFields,
			more: [{ name: 'None', value: 'none', description: 'Added later' }, CLINIC_OPTION],
		}),
		...clinicProperties({ linesFrom: [CLINIC] }),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
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
		const movement = await readNewMovement(run, item, draftLines);
		const { record, existed, warnings } = await createMovement(run.connection, movement);
		return { ...movementOutput(record), alreadyExisted: existed, warnings };
	}),
};
