import type { IDataObject } from 'n8n-workflow';
import { resolveLocation } from '../../catalogue/locations';
import { countCandidateSchema } from '../../schemas';
import { readCountCandidates } from '../../stock/cycle-counts';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { isOn, readLocationId, readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { countPlaceField } from './count-fields';

function toOutput(row: unknown): IDataObject {
	const { product, status, ...rest } = countCandidateSchema.parse(row);
	return {
		productId: product.id,
		productCode: product.productCode ?? null,
		productName: product.name ?? null,
		status: status === 'null' ? null : (status ?? null),
		requestId: rest.cycleCountRequest?.id ?? null,
		dateLastCount: rest.dateLastCount ?? null,
		daysUntilNextCount: rest.daysUntilNextCount ?? null,
		quantityOnHand: rest.quantityOnHand ?? 0,
		quantityAllocated: rest.quantityAllocated ?? 0,
		binLocations: rest.internalLocations ?? null,
	};
}

/** What can be counted. */
export const getCandidates: Operation = {
	value: 'getCandidates',
	name: 'Get Candidates',
	action: 'Get candidates for a cycle count',
	description: 'Get products with when they were counted last; use it to choose what to count next',
	properties: [
		countPlaceField,
		{
			displayName: 'Search Text',
			name: 'searchText',
			type: 'string',
			default: '',
			description: 'Part of a product name or code. Leave empty for all.',
		},
		{
			displayName: 'Which',
			name: 'which',
			type: 'options',
			default: 'free',
			options: [
				{ name: 'Not Requested', value: 'free' },
				{ name: 'Requested or Being Counted', value: 'open' },
			],
			description: 'Whether to list what may still be requested, or what is under way',
		},
		...listFields,
		simplifyField,
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const place = await readLocationId(run, item, 'location');
		const rows = await readCountCandidates(
			connection,
			place,
			{
				text: readText(context.getNodeParameter('searchText', item, '')),
				isOpen: context.getNodeParameter('which', item, 'free') === 'open',
			},
			readLimit(context, item),
		);
		// Of what is no location, the server says that it has none.
		if (rows.length === 0) await resolveLocation(connection, { locationId: place });
		const isSimple = isOn(context, item, 'simplify', true);
		return rows.map((row) => (isSimple ? toOutput(row) : (row as IDataObject)));
	}),
};
