import { listSchema, productAvailabilitySchema, type InventoryItem } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { readLots } from './availability';

const RECALLED = 'RECALLED';

/** A place where some of a lot lies, ours first. */
async function placeWithStock(connection: Connection, lotId: string): Promise<string | undefined> {
	const { location } = await connection.serverInfo();
	const { data } = listSchema.parse(
		await connection.search('productAvailability', [
			{ property: 'inventoryItem.id', value: lotId },
		]),
	);
	const places = data
		.map((row) => productAvailabilitySchema.parse(row))
		.filter(({ quantityOnHand }) => (quantityOnHand ?? 0) > 0)
		.map((row) => row.location?.id ?? '');
	return places.includes(location.id) ? location.id : places.find((id) => id !== '');
}

/**
 * Whether a lot is recalled. Its record never shows it, only its stock does (warehouse.md#lots); undefined when it has
 * none anywhere.
 */
async function isRecalled(
	connection: Connection,
	{ id, product }: InventoryItem,
): Promise<boolean | undefined> {
	const place = await placeWithStock(connection, id);
	if (place === undefined || !product) return undefined;
	const rows = await readLots(connection, place, [product.id]);
	const status = rows.find(({ lotId }) => lotId === id)?.status;
	return status === undefined ? undefined : status === RECALLED;
}

/**
 * Recalls a lot everywhere, or lifts that. The same twice does no harm, so what the stock shows afterwards decides
 * about an unclear end.
 *
 * @returns whether it had to be changed, and whether its stock shows it
 */
export async function setRecalled(
	connection: Connection,
	lot: InventoryItem,
	wanted: boolean,
): Promise<{ changed: boolean; confirmed: boolean }> {
	if ((await isRecalled(connection, lot)) === wanted) return { changed: false, confirmed: true };
	let failure: OpenBoxesError | undefined;
	try {
		await connection.put(apiPath('generic', 'inventoryItem', lot.id), {
			lotStatus: wanted ? RECALLED : null,
		});
	} catch (error) {
		failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown') throw failure;
	}
	const shown = await isRecalled(connection, lot);
	if (shown === wanted) return { changed: true, confirmed: true };
	if (shown === undefined && !failure) return { changed: true, confirmed: false };
	const verb = wanted ? 'recalled' : 'released';
	throw new OpenBoxesError(
		`It is unclear whether the lot "${lot.lotNumber ?? ''}" was ${verb}${failure ? `: ${failure.message}` : ': its stock does not show it'}`,
		{
			description: `Look at the lot in OpenBoxes, or run it again: a lot that is ${verb} twice is no different.`,
			outcome: 'unknown',
			httpStatus: failure?.httpStatus,
		},
	);
}
