import { inventoryItemSchema, listSchema } from '../schemas';
import { expiryDay } from '../rules/moment';
import type { Connection } from '../transport/connection';

/** A lot of a product as OpenBoxes knows it; `expiry` as `yyyy-MM-dd`. */
export interface KnownLot {
	id: string;
	expiry?: string;
}

/**
 * The lot with this number of a product. Sending another expiry for it, or none, changes it for the
 * stock of all locations (note 03 §6, note 04 §2.3), so it is looked up before.
 */
export async function findLot(
	connection: Connection,
	productId: string,
	lotNumber: string,
): Promise<KnownLot | undefined> {
	const page = listSchema.parse(
		await connection.search('inventoryItem', [{ property: 'lotNumber', value: lotNumber }]),
	);
	const own = page.data
		.map((row) => inventoryItemSchema.parse(row))
		.find((row) => row.product?.id === productId);
	return own && { id: own.id, expiry: expiryDay(own.expirationDate) };
}

/** The expiry to send with a lot, or why it cannot be the given one. */
export async function expiryFor(
	connection: Connection,
	lot: { productId: string; lotNumber: string; given?: string; isRequired: boolean },
): Promise<{ expiry?: string; reason?: undefined } | { reason: string }> {
	const known = await findLot(connection, lot.productId, lot.lotNumber);
	if (known?.expiry !== undefined && lot.given !== undefined && known.expiry !== lot.given) {
		return {
			reason: `lot "${lot.lotNumber}" expires on ${known.expiry} in OpenBoxes, not on ${lot.given}. The other date would change the lot everywhere`,
		};
	}
	const expiry = known?.expiry ?? lot.given;
	if (expiry === undefined && lot.isRequired) {
		return {
			reason: `lot "${lot.lotNumber}" ${known ? 'has no expiration date in' : 'is new to'} OpenBoxes: give its expiration date`,
		};
	}
	return { expiry };
}
