import type { IDataObject } from 'n8n-workflow';
import type { Putaway, PutawayItem } from '../../schemas';
import { fromServerDate } from '../../values/server-date';

function place(id: string | null | undefined, name: string | null | undefined): IDataObject | null {
	return id ? { id, name: name ?? null } : null;
}

/** A line of a putaway. */
export function putawayItemOutput(item: PutawayItem): IDataObject {
	return {
		putawayItemId: item.id ?? null,
		status: item.putawayStatus.toLowerCase(),
		productId: item['product.id'],
		productCode: item['product.productCode'] ?? null,
		productName: item['product.name'] ?? null,
		lotNumber: item['inventoryItem.lotNumber'] ?? null,
		expirationDate: fromServerDate(item['inventoryItem.expirationDate']),
		quantity: item.quantity,
		fromBin: place(item['currentLocation.id'], item['currentLocation.name']),
		bin: place(item['putawayLocation.id'], item['putawayLocation.name']),
		preferredBin: place(item['preferredBin.id'], item['preferredBin.name']),
		currentBins: item.currentBins ?? null,
	};
}

/** What waits: it has neither an ID nor a bin yet. */
export function candidateOutput(item: PutawayItem): IDataObject {
	const output = putawayItemOutput(item);
	delete output.putawayItemId;
	delete output.bin;
	return output;
}

export function putawayOutput(putaway: Putaway): IDataObject {
	return {
		id: putaway.id,
		putawayNumber: putaway.putawayNumber ?? null,
		status: putaway.putawayStatus.toLowerCase(),
		location: place(putaway['origin.id'], putaway['origin.name']),
		dateCompleted: fromServerDate(putaway.putawayDate),
		orderedBy: putaway.orderedBy ?? null,
		lines: putaway.putawayItems.map(putawayItemOutput),
	};
}
