import { monthDayYear } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { supports } from '../shipments/places';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import type { Putaway, PutawayLine } from './putaway';

const LONGEST_LIST_OF_BINS = 25;

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

/** `November 22, 2026`; the day has two digits in the answer and one in the order's name. */
export function longDate(value: Value, digits: 1 | 2): string | null {
	if (typeof value !== 'number') return null;
	const date = new Date(value);
	const day = String(date.getUTCDate()).padStart(digits, '0');
	return `${MONTHS[date.getUTCMonth()]} ${day}, ${date.getUTCFullYear()}`;
}

export function putawayJson(world: World, putaway: Putaway): JsonObject {
	const { json, store } = world;
	const place = (id: Value) => store.get('location', id);
	return {
		id: putaway.id,
		putawayNumber: orNull(putaway.number),
		putawayStatus: putaway.status,
		putawayDate: monthDayYear(putaway.completedAt),
		dateCreated: longDate(putaway.orderedAt, 2),
		putawayAssignee: json.nested('person', putaway.completedBy),
		'origin.id': orNull(place(putaway.origin)?.id),
		'origin.name': orNull(place(putaway.origin)?.name),
		'destination.id': orNull(place(putaway.destination)?.id),
		'destination.name': orNull(place(putaway.destination)?.name),
		putawayItems: inOrder(world, putaway).map((line) => lineJson(world, line)),
		orderedBy: json.nested('person', putaway.orderedBy)?.name ?? null,
		sortBy: putaway.sortBy,
	};
}

function inOrder(world: World, putaway: Putaway): PutawayLine[] {
	const keys = (line: PutawayLine): string[] => [
		...(putaway.sortBy === 'currentBins' ? [currentBins(world, line).toLowerCase()] : []),
		...(putaway.sortBy === 'preferredBin'
			? [String(preferredBin(world, line)?.name ?? '~').toLowerCase()]
			: []),
		...productKeys(world, line),
		line.id ?? '',
	];
	return [...putaway.lines].sort((a, b) => compareKeys(keys(a), keys(b)));
}

/** Candidates and lines are listed by category, then by product. */
export function productKeys({ store }: World, line: PutawayLine): string[] {
	const product = store.get('product', line.product);
	return [
		String(store.get('category', product?.category)?.name ?? ''),
		String(product?.name ?? ''),
	];
}

export function compareKeys(a: string[], b: string[]): number {
	const at = a.findIndex((key, index) => key !== b[index]);
	if (at < 0) return 0;
	return a[at] < b[at] ? -1 : 1;
}

export function lineJson(world: World, line: PutawayLine): JsonObject {
	const { store, json } = world;
	const bin = store.get('location', line.from);
	const facility = store.get('location', line.facility);
	const toFacility = store.get('location', line.toFacility);
	const product = store.get('product', line.product);
	const lot = store.get('inventoryItem', line.inventoryItem);
	const recipient = json.nested('person', line.recipient);
	const bins = currentBins(world, line);
	return {
		id: line.id,
		'stockMovement.id': orNull(bin?.name),
		'stockMovement.name': orNull(bin?.name),
		putawayStatus: line.status,
		transactionNumber: null,
		'currentFacility.id': orNull(facility?.id),
		'currentFacility.name': orNull(facility?.name),
		'currentLocation.id': orNull(bin?.id),
		'currentLocation.name': orNull(bin?.name),
		container: null,
		'product.id': orNull(product?.id),
		'product.productCode': orNull(product?.productCode),
		'product.name': orNull(product?.name),
		'product.displayNameOrDefaultName': orNull(product?.name),
		'inventoryItem.id': orNull(lot?.id),
		'inventoryItem.lotNumber': orNull(lot?.lotNumber),
		'inventoryItem.expirationDate': monthDayYear(lot?.expirationDate),
		'recipient.id': recipient?.id ?? null,
		'recipient.name': recipient?.name ?? null,
		currentBins: bins,
		...binJson(world, 'preferredBin', preferredBin(world, line)),
		currentBinsAbbreviated: abbreviated(bins),
		'putawayFacility.id': orNull(toFacility?.id),
		'putawayFacility.name': orNull(toFacility?.name),
		...binJson(world, 'putawayLocation', store.get('location', line.to)),
		quantity: line.quantity,
		quantityAvailable: line.withStock ? stockIn(world, line.inventoryItem, line.from) : null,
		splitItems: line.parts.map((part) => lineJson(world, part)),
	};
}

function binJson({ store }: World, key: string, bin: Row | undefined): JsonObject {
	const zone = store.get('location', bin?.zone);
	return {
		[`${key}.id`]: orNull(bin?.id),
		[`${key}.name`]: orNull(bin?.name),
		[`${key}.zoneId`]: orNull(zone?.id),
		[`${key}.zoneName`]: orNull(zone?.name),
	};
}

/** On hand by the stock table; null when it does not know the place. */
export function stockIn({ store }: World, lot: Value, bin: Value): number | null {
	const rows = store
		.table('productAvailability')
		.by('inventoryItem', lot)
		.filter((row) => typeof bin === 'string' && row.binLocation === bin);
	return rows.length === 0 ? null : rows.reduce((sum, row) => sum + Number(row.quantityOnHand), 0);
}

/** Where else the product lies; stock without a bin shows as the word `null`. */
function currentBins(world: World, line: PutawayLine): string {
	if (!line.withStock) return '';
	const { store } = world;
	const bins = store
		.table('productAvailability')
		.by('product', line.product)
		.filter((row) => row.location === line.facility && Number(row.quantityOnHand) > 0)
		.map((row) => store.get('location', row.binLocation))
		.filter((bin) => !supports(world, bin, 'RECEIVE_STOCK'));
	const names = bins
		.map((bin) => ({ zone: store.get('location', bin?.zone)?.name, name: bin?.name ?? null }))
		.sort((a, b) =>
			compareKeys(
				[String(a.zone ?? '~').toLowerCase(), a.name === null ? '' : String(a.name).toLowerCase()],
				[String(b.zone ?? '~').toLowerCase(), b.name === null ? '' : String(b.name).toLowerCase()],
			),
		)
		.map(({ zone, name }) => `${zone ? `${String(zone)}: ` : ''}${String(name)}`);
	return [...new Set(names)].join(', ');
}

const abbreviated = (text: string): string =>
	text.length > LONGEST_LIST_OF_BINS ? `${text.slice(0, LONGEST_LIST_OF_BINS - 3)}...` : text;

function preferredBin({ store }: World, line: PutawayLine): Row | undefined {
	if (!line.withStock) return undefined;
	const inventory = store.get('location', line.facility)?.inventory;
	const level = store
		.table('inventoryLevel')
		.by('product', line.product)
		.find((one) => one.inventory === inventory);
	return store.get('location', level?.preferredBinLocation);
}
