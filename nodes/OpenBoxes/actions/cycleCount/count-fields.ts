import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecount, openItems } from '../../stock/rules/cycle-count-items';
import type { CycleCount } from '../../schemas';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { isRecordId } from '../../values/text';
import { expiryDay } from '../../values/moment';
import { locationField, OWN_LOCATION_HINT } from '../fields/location.field';
import { readText } from '../fields/read-values';
import type { OperationRun } from '../operation';

export const countPlaceField: INodeProperties = { ...locationField, hint: OWN_LOCATION_HINT };

export const countField: INodeProperties = {
	displayName: 'Cycle Count ID',
	name: 'cycleCountId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. {{ $json.cycleCountId }}',
	description: 'ID of the count, as Start returns it',
};

/** An ID of a form. */
export function readCountId(
	{ context }: OperationRun,
	item: number,
	{ name, displayName }: INodeProperties,
): string {
	const id = readText(context.getNodeParameter(name, item, ''));
	if (id !== undefined && isRecordId(id)) return id;
	throw new OpenBoxesError(`"${displayName}" is not an ID of OpenBoxes`);
}

/** A count with what is in it. */
export function countOutput(count: CycleCount): IDataObject {
	const items = openItems(count);
	const product = items[0]?.product;
	return {
		cycleCountId: count.id,
		requestId: count.requestId ?? null,
		status: count.status ?? null,
		isRecount: isRecount(count),
		productCode: product?.productCode ?? null,
		productName: product?.name ?? null,
		items: items.map(({ id, inventoryItem, binLocation, quantityOnHand, quantityCounted }) => ({
			itemId: id,
			lotNumber: inventoryItem?.lotNumber ?? '',
			expirationDate: expiryDay(inventoryItem?.expirationDate) ?? null,
			binLocation: binLocation?.name ?? null,
			quantityOnHand: quantityOnHand ?? 0,
			quantityCounted: quantityCounted ?? null,
		})),
	};
}
