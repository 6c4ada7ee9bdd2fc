import { setRecalled } from '../../stock/recall';
import { perItem, type Operation } from '../operation';
import { lotOutput } from './lot-output';
import { namedLotFields, readLotField } from './named-lot';

/** Nobody gives out anything of it any more, wherever it lies. */
export const recall: Operation = {
	value: 'recall',
	name: 'Recall',
	action: 'Recall a lot',
	description:
		'Recall a lot: from now on nothing of it is given out, at any location; use it when the maker or an authority calls it back',
	properties: namedLotFields,
	execute: perItem(async (run, item) => {
		const lot = await readLotField(run, item);
		return { ...lotOutput(lot), recalled: true, ...(await setRecalled(run.connection, lot, true)) };
	}),
};
