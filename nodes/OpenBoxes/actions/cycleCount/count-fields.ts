import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecount, openItems } from '../../stock/rules/cycle-count-items';
import type { CycleCount } from '../../schemas';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { isRecordId } from '../../values/text';
import { locatorText } from '../../values/locator';
import { expiryDay } from '../../values/moment';
import { idPicker } from '../fields/id-picker.field';
import { locationField, OWN_LOCATION_HINT } from '../fields/location.field';
import type { OperationRun } from '../operation';

export const countPlaceField: INodeProperties = { ...locationField, hint: OWN_LOCATION_HINT };

export const countField = idPicker(
	{
		displayName: 'Cycle Count',
		name: 'cycleCountId',
		required: true,
		description: 'The count: choose it from the list, or give the cycleCountId that Start returns',
	},
	'searchCycleCounts',
);

/** An ID of a form. */
export function readCountId(
	{ context }: OperationRun,
	item: number,
	{ name, displayName }: INodeProperties,
): string {
	const id = locatorText(context.getNodeParameter(name, item, ''));
	if (id !== undefined && isRecordId(id)) return id;
	throw new OpenBoxesError(`"${displayName}" is not an ID of OpenBoxes`, {
		description: 'Choose it from the list.',
	});
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
