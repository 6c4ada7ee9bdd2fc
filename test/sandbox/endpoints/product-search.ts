import { likePattern, sameText } from '../collation';
import { nullPointer } from '../errors';
import { monthDayYear } from '../json/dates';
import { data, groovyEmptyList, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row, Value } from '../store/table';
import type { World } from '../world';

export const productSearchRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/products/search', access: 'read', handler: search },
];

const BEGINS = ['productCode', 'upc', 'ndc', 'manufacturerCode', 'vendorCode'];
const EXACT = ['productCode', 'upc', 'ndc', 'manufacturerCode'];

/** Words are alternatives; codes and lots by prefix, names by content (note 02 §3.2). */
function search(call: Call): Reply {
	const { query, world } = call;
	const name = query.get('name');
	// Too short: a Groovy text instead of JSON; without a name a 500 before 0.9.1 (note 06 §4).
	if (name === null && world.version.before('0.9.1')) {
		throw nullPointer('Cannot invoke method split() on null object');
	}
	if (name === null || name.length < 3) return groovyEmptyList();
	const words = name.split(/[\s,]+/).filter((word) => word !== '');
	if (words.length === 0) throw nullPointer('');
	const byName = words.map((word) => likePattern(`%${word}%`));
	const byCode = words.map((word) => likePattern(`${word}%`));
	const matches = (tests: Array<(text: string) => boolean>, value: Value) =>
		typeof value === 'string' && tests.some((test) => test(value));
	const lots = new Set(
		world.store
			.table('inventoryItem')
			.all()
			.filter((lot) => matches(byCode, lot.lotNumber))
			.map((lot) => lot.product),
	);
	const found = world.store
		.table('product')
		.all()
		.filter(
			(row) =>
				row.active !== false &&
				(matches(byName, row.name) ||
					matches(byName, row.description) ||
					BEGINS.some((column) => matches(byCode, row[column])) ||
					lots.has(row.id)),
		);
	if (query.get('availableItems') === 'true') return data(withStock(call, found));
	return data(found.map((row) => hit(row, name, world)));
}

const hit = (row: Row, term: string, { version }: World) => ({
	id: row.id,
	productCode: row.productCode ?? null,
	active: row.active ?? null,
	name: row.name,
	displayName: null,
	color: null,
	handlingIcons: [],
	lotAndExpiryControl: row.lotAndExpiryControl ?? null,
	exactMatch: EXACT.some(
		(column) => typeof row[column] === 'string' && sameText(row[column], term),
	),
	...(version.since('0.9.3') ? { unitOfMeasure: row.unitOfMeasure ?? null } : {}),
});

/** Only products with positive stock at the login location; expired lots count (note 02 §3.2). */
function withStock(call: Call, found: Row[]): object[] {
	const location = call.location();
	const { store, json } = call.world;
	return found.flatMap((row) => {
		const stock = store
			.table('productAvailability')
			.by('product', row.id)
			.filter((one) => one.location === location.id && Number(one.quantityOnHand) > 0);
		const quantityAvailable = stock.reduce(
			(sum, one) => sum + Number(one.quantityAvailableToPromise),
			0,
		);
		if (stock.length === 0) return [];
		const expiry = stock
			.map((one) => store.get('inventoryItem', one.inventoryItem)?.expirationDate)
			.filter((date) => typeof date === 'number');
		return [
			{
				productCode: row.productCode ?? null,
				name: row.name,
				id: row.id,
				product: json.of('product', row),
				quantityAvailable,
				minExpirationDate:
					expiry.length > 0 ? monthDayYear(Math.min(...(expiry as number[]))) : null,
				color: null,
				active: row.active ?? null,
			},
		];
	});
}
