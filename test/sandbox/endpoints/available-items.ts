import { failure, illegalArgument } from '../errors';
import { monthDayYear } from '../json/dates';
import type { Json, JsonObject } from '../json/json';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { quantitiesOf } from '../stock/quantities';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

/** Lots and bins of products at a location (stock-and-transactions.md#lots). */
export const availableItemsRoutes: Route[] = [
	{
		method: 'GET',
		pattern: '/api/products/availableItems',
		access: 'read',
		handler: availableItems,
		since: '0.9.7',
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/availableItems',
		access: 'read',
		handler: availableItems,
	},
	{
		method: 'GET',
		pattern: '/api/products/:id/availableBins',
		access: 'read',
		handler: availableItems,
	},
];

interface Stock {
	lot: Row;
	bin: Row | undefined;
	onHand: number;
	available: number;
}

function availableItems(call: Call): Reply {
	const { world, query } = call;
	if (query.has('location') && !query.has('location.id')) {
		throw failure(
			'groovy.lang.MissingPropertyException',
			'No such property: id for class: java.lang.String',
		);
	}
	const locationId = query.get('location.id') || call.session.location;
	const location = world.store.get('location', locationId);
	const asked = [
		call.params.id,
		...query.getAll('product.id'),
		...(call.params.id ? [] : query.getAll('id')),
	].filter((id) => id !== undefined);
	if (!location || asked.length === 0)
		throw illegalArgument('Must specify a location and at least one product');
	const products = new Set(
		asked
			.map((id) => world.store.get('product', id))
			.filter((row) => row !== undefined && row.active !== false)
			.map((row) => (row as Row).id),
	);
	const stock = world.version.since('0.9.7')
		? stockFromTable(world, location, products)
		: stockLive(world, location, products);
	return data(stock.sort(byExpiryThenQuantity).map((one) => availableItem(one, world)));
}

/** From 0.9.7 on: the table that lags behind; negative rows and rows with nothing available included. */
function stockFromTable(world: World, location: Row, products: Set<string>): Stock[] {
	return [...products].flatMap((product) =>
		world.store
			.table('productAvailability')
			.by('product', product)
			.filter((row) => row.location === location.id && Number(row.quantityOnHand) !== 0)
			.flatMap((row) => {
				const lot = world.store.get('inventoryItem', row.inventoryItem);
				if (!lot) return [];
				const available = Math.max(0, Number(row.quantityAvailableToPromise));
				return [
					{
						lot,
						bin: world.store.get('location', row.binLocation),
						onHand: Number(row.quantityOnHand),
						available,
					},
				];
			}),
	);
}

/**
 * Up to 0.9.6: live, and with no known product id every product of the location
 * (stock-and-transactions.md#available-items).
 */
function stockLive(world: World, location: Row, products: Set<string>): Stock[] {
	const wanted =
		products.size > 0
			? [...products]
			: [
					...new Set(
						world.store
							.table('inventoryItem')
							.all()
							.map((lot) => String(lot.product)),
					),
				];
	return wanted.flatMap((product) =>
		quantitiesOf(world.store, String(location.inventory), product)
			.filter((place) => place.quantity > 0)
			.flatMap((place) => {
				const lot = world.store.get('inventoryItem', place.inventoryItem);
				if (!lot) return [];
				return [
					{
						lot,
						bin: world.store.get('location', place.binLocation),
						onHand: place.quantity,
						available: place.quantity,
					},
				];
			}),
	);
}

function byExpiryThenQuantity(a: Stock, b: Stock): number {
	const expiry = (value: Value) => (typeof value === 'number' ? value : Infinity);
	const [left, right] = [expiry(a.lot.expirationDate), expiry(b.lot.expirationDate)];
	return left === right ? a.available - b.available : left - right;
}

/** `status` is live, quantities are not (stock-and-transactions.md#available-items). */
function statusOf({ lot, bin, onHand, available }: Stock, json: Json): string {
	if (lot.lotStatus === 'RECALLED') return 'RECALLED';
	if (bin && json.activitiesOf(bin).includes('HOLD_STOCK')) return 'HOLD';
	if (available > 0 && available < onHand) return 'PICKED';
	if (available > 0) return 'AVAILABLE';
	return onHand <= 0 ? 'NOT_AVAILABLE' : 'PICKED';
}

export function availableItem(stock: Stock, world: World): JsonObject {
	const { lot, bin, onHand, available } = stock;
	const { json, store, version } = world;
	const product = store.get('product', lot.product);
	return {
		'inventoryItem.id': lot.id,
		'product.name': product?.name ?? null,
		product: json.nested('product', lot.product),
		productCode: product?.productCode ?? null,
		lotNumber: lot.lotNumber ?? null,
		expirationDate: monthDayYear(lot.expirationDate),
		binLocation: json.nested('location', bin?.id),
		zone: json.nested('location', bin?.zone),
		quantityAvailable: available,
		quantityOnHand: version.since('0.9.7') ? onHand : null,
		status: statusOf(stock, json),
		pickedRequisitionNumbers: '',
		'binLocation.id': bin?.id ?? null,
		'binLocation.name': bin?.name ?? null,
	};
}
