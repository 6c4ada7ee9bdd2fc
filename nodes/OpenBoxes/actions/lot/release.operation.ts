import { setRecalled } from '../../stock/recall';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { toSwitch } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { lotOutput } from './lot-output';
import { namedLotFields, readLotField } from './named-lot';

/** Lifts a recall. */
export const release: Operation = {
	value: 'release',
	name: 'Release',
	action: 'Release a lot',
	description: 'Lift the recall of a lot: it may be given out again, at every location',
	properties: [
		...namedLotFields,
		{
			displayName: 'Safe to Use',
			name: 'isSafe',
			type: 'boolean',
			default: false,
			description: 'Whether somebody has decided that the lot may be given out again',
		},
	],
	execute: perItem(async (run, item) => {
		const lot = await readLotField(run, item);
		if (toSwitch(run.context.getNodeParameter('isSafe', item, false)) !== true) {
			throw new OpenBoxesError(`The lot "${lot.lotNumber ?? ''}" was not released`, {
				description:
					'Switch on "Safe to Use" when somebody has decided that it may be given out again.',
			});
		}
		const outcome = await setRecalled(run.connection, lot, false);
		return { ...lotOutput(lot), recalled: false, ...outcome };
	}),
};
