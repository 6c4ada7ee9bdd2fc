import type { IDataObject } from 'n8n-workflow';
import { readLots } from '../../stock/availability';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';
import { lotOutput } from './lot-output';
import { namedLotFields, readLotField } from './named-lot';

/** One lot and what of it lies here. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a lot',
	description:
		'Get one lot by its number: its expiry date and what of it lies at the location of the credential; use it to check a lot before it is given out',
	properties: [...namedLotFields, simplifyField],
	execute: perItem(async (run, item) => {
		const lot = await readLotField(run, item);
		if (run.context.getNodeParameter('simplify', item, true) !== true)
			return { ...(lot as IDataObject) };
		const { location } = await run.connection.serverInfo();
		const productIds = lot.product ? [lot.product.id] : [];
		const rows = (await readLots(run.connection, location.id, productIds)).filter(
			({ lotId }) => lotId === lot.id,
		);
		return {
			...lotOutput(lot),
			quantityOnHand: rows.reduce((sum, { onHand }) => sum + onHand, 0),
			locationName: location.name,
			// Of a lot that does not lie here it cannot be told (warehouse.md#lots).
			recalled: rows.length === 0 ? null : rows.some(({ status }) => status === 'RECALLED'),
		};
	}),
};
