import {
	listSchema,
	orderSchema,
	parseList,
	recordOf,
	putawayItemSchema,
	putawaySchema,
	type Putaway,
	type PutawayItem,
} from '../schemas';
import { looksLikeId, readLocator } from '../values/locator';
import type { PutawayCandidate } from './rules/putaway-plan';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { isOpenBoxesError, OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';

/** What waits for a putaway at the location of the credential, and what open putaways hold. */
export async function readCandidates(connection: Connection): Promise<PutawayItem[]> {
	const { location } = await connection.serverInfo();
	return parseList(
		await connection.get(apiPath('putaways'), { 'location.id': location.id }),
		putawayItemSchema,
	);
}

export function toCandidate(item: PutawayItem): PutawayCandidate {
	return {
		productId: item['product.id'],
		productCode: item['product.productCode'] ?? '',
		productName: item['product.name'] ?? '',
		lotId: item['inventoryItem.id'] ?? '',
		lotNumber: item['inventoryItem.lotNumber'] ?? '',
		fromBinId: item['currentLocation.id'] ?? '',
		fromBin: item['currentLocation.name'] ?? '',
		preferredBinId: item['preferredBin.id'] ?? undefined,
		quantity: item.quantity,
		isReady: item.putawayStatus === 'READY',
	};
}

function unknownPutaway(label: string): OpenBoxesError {
	return new OpenBoxesError(`OpenBoxes has no putaway "${label}"`, {
		description: 'Choose it from the list, or give its ID or its number.',
		httpStatus: 404,
	});
}

export function putawayLabel({ putawayNumber, id }: Putaway): string {
	return `Putaway ${putawayNumber || id}`;
}

/** Orders of the kind putaway whose number contains a text, newest number last. */
export async function findPutaways(
	connection: Connection,
	text: string,
): Promise<Array<{ id: string; number: string; status: string }>> {
	const attributes = [{ property: 'orderType.id', value: 'PUTAWAY_ORDER' }];
	return parseList(await connection.search('order', attributes), orderSchema)
		.map(({ id, orderNumber, status }) => ({ id, number: orderNumber ?? '', status }))
		.filter(({ number }) => number.toLowerCase().includes(text.toLowerCase()));
}

export async function readPutaway(connection: Connection, id: string): Promise<Putaway> {
	try {
		return putawaySchema.parse(recordOf(await connection.get(apiPath('putaways', id)), id));
	} catch (error) {
		const isUnknown = isOpenBoxesError(error) && /no putaway found/i.test(error.message);
		throw isUnknown ? unknownPutaway(id) : toOpenBoxesError(error);
	}
}

/** Reads the putaway that a picker names, by ID or number. */
export async function readNamedPutaway(connection: Connection, value: unknown): Promise<Putaway> {
	const { mode, text } = readLocator(value);
	const isId = mode === 'list' || (mode !== 'number' && looksLikeId(text));
	if (isId && text !== '') return await readPutaway(connection, text);
	const page = listSchema.parse(
		await connection.search('order', [{ property: 'orderNumber', value: text }]),
	);
	if (page.data.length === 0) throw unknownPutaway(text);
	return await readPutaway(connection, orderSchema.parse(page.data[0]).id);
}
