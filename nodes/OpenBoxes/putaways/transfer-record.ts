import {
	listSchema,
	orderSchema,
	recordOf,
	transferItemSchema,
	transferSchema,
	type PutawayItem,
	type Transfer,
	type TransferItem,
} from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { isOpenBoxesError, OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { looksLikeId, readLocator } from '../values/locator';
import { isRecordId, quoted } from '../values/text';
import type { PutawayCandidate } from './rules/putaway-plan';

export function transferLabel({ stockTransferNumber, id }: Transfer): string {
	return `Stock transfer ${stockTransferNumber || id}`;
}

/** What lies in bins here and stands in no open transfer. */
export async function readMovable(connection: Connection): Promise<PutawayCandidate[]> {
	const { location } = await connection.serverInfo();
	const query = { 'location.id': location.id };
	const answer = await connection.get(apiPath('stockTransfers', 'candidates'), query);
	return listSchema.parse(answer).data.map((row) => {
		const item = transferItemSchema.parse(row);
		return {
			productId: item['product.id'],
			productCode: item['product.productCode'] ?? '',
			productName: item['product.name'] ?? '',
			lotId: item['inventoryItem.id'] ?? '',
			lotNumber: item.lotNumber ?? '',
			// As the server writes it: another date would become that of the lot (warehouse.md#transfers).
			lotExpiry: item.expirationDate ?? undefined,
			fromBinId: item['originBinLocation.id'] ?? '',
			fromBin: item['originBinLocation.name'] ?? 'no bin',
			quantity: Math.max(0, Math.min(item.quantity, item.quantityNotPicked ?? item.quantity)),
			isReady: true,
		};
	});
}

/** A line in the words of a putaway, which also goes from bin to bin. */
export function asPutawayItem(item: TransferItem): PutawayItem {
	return {
		id: item.id,
		putawayStatus: item.status,
		'product.id': item['product.id'],
		'product.productCode': item['product.productCode'],
		'inventoryItem.id': item['inventoryItem.id'],
		'inventoryItem.lotNumber': item.lotNumber,
		'currentLocation.id': item['originBinLocation.id'],
		'currentLocation.name': item['originBinLocation.name'],
		'putawayLocation.id': item['destinationBinLocation.id'],
		'putawayLocation.name': item['destinationBinLocation.name'],
		quantity: item.quantity,
	};
}

function unknownTransfer(label: string): OpenBoxesError {
	return new OpenBoxesError(`OpenBoxes has no stock transfer ${quoted(label)}`, {
		description: 'Choose it from the list, or give its ID or its number.',
		httpStatus: 404,
	});
}

export async function readTransfer(connection: Connection, id: string): Promise<Transfer> {
	if (!isRecordId(id)) throw unknownTransfer(id);
	try {
		const answer = await connection.get(apiPath('stockTransfers', id));
		const transfer = transferSchema.parse(recordOf(answer, id));
		// The server shows any other order as if it were a transfer.
		if (transfer.type === 'TRANSFER_ORDER') return transfer;
	} catch (error) {
		const isUnknown = isOpenBoxesError(error) && /no stock transfer found/i.test(error.message);
		if (!isUnknown) throw toOpenBoxesError(error);
	}
	throw unknownTransfer(id);
}

/** Reads the transfer that a picker names, by ID or number. */
export async function readNamedTransfer(connection: Connection, value: unknown): Promise<Transfer> {
	const { mode, text } = readLocator(value);
	if (text === '') {
		throw new OpenBoxesError('No stock transfer is given', {
			description: 'Choose it from the list, or give its ID or its number.',
		});
	}
	if (mode === 'list' || (mode !== 'number' && looksLikeId(text)))
		return await readTransfer(connection, text);
	const answer = await connection.search('order', [{ property: 'orderNumber', value: text }]);
	const [found] = listSchema.parse(answer).data;
	if (!found) throw unknownTransfer(text);
	return await readTransfer(connection, orderSchema.parse(found).id);
}
