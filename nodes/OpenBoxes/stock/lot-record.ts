import { doOnce } from '../once/do-once';
import type { CatalogueProduct } from '../catalogue/catalogue';
import { inventoryItemSchema, listSchema, parseRecord, type InventoryItem } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection, SearchAttribute } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { readIfThere } from '../transport/missing';
import { looksLikeId, readLocator } from '../values/locator';
import { expiryDay } from '../values/moment';
import { textKey } from '../values/same-text';
import { toServerDay } from '../values/server-date';
import { isRecordId, quoted } from '../values/text';
import { otherExpiry } from './lots';

export async function searchLotRecords(
	connection: Connection,
	attributes: SearchAttribute[],
): Promise<InventoryItem[]> {
	const { data } = listSchema.parse(await connection.search('inventoryItem', attributes));
	return data.map((row) => inventoryItemSchema.parse(row));
}

/** @returns undefined when there is none with this ID */
async function lotById(connection: Connection, id: string): Promise<InventoryItem | undefined> {
	if (!isRecordId(id)) return undefined;
	return await readIfThere(
		connection,
		apiPath('generic', 'inventoryItem', id),
		inventoryItemSchema,
	);
}

/** Lots with a number, of one product or of all. */
async function lotsByNumber(
	connection: Connection,
	number: string,
	productId: string | undefined,
): Promise<InventoryItem[]> {
	const attributes = [{ property: 'lotNumber', value: number }];
	if (productId !== undefined) attributes.push({ property: 'product.id', value: productId });
	const rows = await searchLotRecords(connection, attributes);
	return rows.filter(({ lotNumber }) => textKey(lotNumber ?? '') === textKey(number));
}

/** The one lot that a picker names, by ID or number. */
export async function readNamedLot(
	connection: Connection,
	value: unknown,
	product: CatalogueProduct | undefined,
): Promise<InventoryItem> {
	const { mode, text } = readLocator(value);
	if (text === '') {
		throw new OpenBoxesError('No lot is given', {
			description: 'Choose the product, then its lot from the list, or give the number of the lot.',
		});
	}
	const byId = mode === 'number' ? undefined : await lotById(connection, text);
	const isOwn = byId && (product === undefined || byId.product?.id === product.id);
	if (isOwn) return byId;
	const found =
		byId || mode === 'list' || (mode === 'id' && looksLikeId(text))
			? []
			: await lotsByNumber(connection, text, product?.id);
	if (found.length === 1) return found[0];
	const owner = product ? `${product.productCode} ${product.name}` : 'OpenBoxes';
	if (found.length === 0) {
		throw new OpenBoxesError(`${owner} has no lot ${quoted(text)}`, {
			description: 'Choose it from the list, or correct its number.',
			httpStatus: 404,
		});
	}
	throw new OpenBoxesError(`${quoted(text)} is the number of ${found.length} lots`, {
		description: product
			? `Give the ID of the one you mean: ${found.map(({ id }) => id).join(' or ')}.`
			: 'Choose the product as well.',
	});
}

/** Makes a lot of a product; one of that number is found and not made twice. */
export async function createLot(
	connection: Connection,
	wanted: { product: CatalogueProduct; number: string; expiry?: string },
): Promise<{ lot: InventoryItem; existed: boolean; warnings: string[] }> {
	const { product, number, expiry } = wanted;
	const { done, origin, warnings } = await doOnce(connection, {
		subject: `a lot ${quoted(number)} of ${product.productCode} ${product.name}`,
		key: `lot|${product.id}|${number}`,
		find: async () => await lotsByNumber(connection, number, product.id),
		difference: ({ lotNumber, expirationDate }) => {
			const day = expiryDay(expirationDate);
			if (expiry === undefined || day === expiry) return undefined;
			return otherExpiry({ number: lotNumber ?? '', expiry: day }, expiry);
		},
		write: async (before) => {
			const body = {
				product: { id: product.id },
				lotNumber: number,
				...(expiry !== undefined && { expirationDate: toServerDay(expiry) }),
			};
			const made = await connection.post(apiPath('generic', 'inventoryItem'), body, { before });
			return parseRecord(made, inventoryItemSchema).id;
		},
		// The server keeps a lot that has stock.
		takeBack: async ({ id }) => {
			await connection.delete(apiPath('generic', 'inventoryItem', id));
		},
		readBack: async ({ id }) => {
			const lot = await lotById(connection, id);
			if (lot) return lot;
			throw new OpenBoxesError('OpenBoxes does not show the lot any more', { httpStatus: 404 });
		},
	});
	return { lot: done, existed: origin === 'found', warnings };
}
