import { expiryDay } from '../values/moment';
import { toServerDay } from '../values/server-date';
import { inventoryItemSchema, listSchema, type InventoryItem } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection, SearchAttribute } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';

/** A lot of a product, in stock or not. */
export interface Lot {
	id: string;
	productId: string;
	/** Empty for the nameless lot. */
	number: string;
	/** `yyyy-MM-dd`; undefined = does not expire. */
	expiry?: string;
}

/** A lot that is not there yet. */
export interface NewLot {
	productId: string;
	number: string;
	expiry?: string;
}

function toLot({ id, product, lotNumber, expirationDate }: InventoryItem): Lot {
	return {
		id,
		productId: product?.id ?? '',
		number: lotNumber ?? '',
		expiry: expiryDay(expirationDate),
	};
}

async function search(connection: Connection, attributes: SearchAttribute[]): Promise<Lot[]> {
	const answer = await connection.search('inventoryItem', attributes);
	return listSchema.parse(answer).data.map((row) => toLot(inventoryItemSchema.parse(row)));
}

/** All lots of a product, wherever they lie. */
export async function readLotsOfProduct(connection: Connection, productId: string): Promise<Lot[]> {
	return await search(connection, [{ property: 'product.id', value: productId }]);
}

/** Lots of a product with a number; more than one only when two were created at the same time. */
export async function findLots(
	connection: Connection,
	productId: string,
	number: string,
): Promise<Lot[]> {
	const found = await search(connection, [
		{ property: 'lotNumber', value: number },
		{ property: 'product.id', value: productId },
	]);
	return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Finds a lot or creates it. The server refuses a second lot of one number, but not when both are
 * created at the same time: then the one with the smaller ID stays, and ours is deleted.
 *
 * @throws OpenBoxesError when it cannot be created, or an existing lot expires on another day
 */
export async function ensureLot(connection: Connection, lot: NewLot): Promise<Lot> {
	const [existing] = await findLots(connection, lot.productId, lot.number);
	if (existing) return sameExpiry(lot, existing);
	let failure: OpenBoxesError | undefined;
	try {
		await connection.post(apiPath('generic', 'inventoryItem'), {
			product: { id: lot.productId },
			lotNumber: lot.number,
			...(lot.expiry === undefined ? {} : { expirationDate: toServerDay(lot.expiry) }),
		});
	} catch (error) {
		failure = toOpenBoxesError(error);
	}
	const [kept, ...surplus] = await findLots(connection, lot.productId, lot.number);
	if (!kept) {
		throw (
			failure ??
			new OpenBoxesError(
				`OpenBoxes answered that it created the lot "${lot.number}", but it is not there`,
				{
					outcome: 'unknown',
				},
			)
		);
	}
	for (const { id } of surplus) await deleteUnused(connection, id);
	return sameExpiry(lot, kept);
}

function sameExpiry(wanted: NewLot, found: Lot): Lot {
	if (wanted.expiry === undefined || wanted.expiry === found.expiry) return found;
	throw new OpenBoxesError(otherExpiry(found, wanted.expiry));
}

/** Why a lot is not the one that was meant. */
export function otherExpiry(lot: { number: string; expiry?: string }, wanted: string): string {
	return `the lot "${lot.number}" expires on ${lot.expiry ?? '(no date)'} in OpenBoxes, not on ${wanted}`;
}

/** A lot that has stock already cannot be deleted; then somebody uses it and it stays. */
async function deleteUnused(connection: Connection, id: string): Promise<void> {
	try {
		await connection.delete(apiPath('generic', 'inventoryItem', id));
	} catch (error) {
		const { httpStatus, outcome } = toOpenBoxesError(error);
		if (httpStatus !== 404 && httpStatus !== 500 && outcome !== 'unknown')
			throw toOpenBoxesError(error);
	}
}
