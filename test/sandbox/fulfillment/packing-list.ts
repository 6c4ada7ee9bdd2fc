import { isObject, type Body } from '../binding/binder';
import { grouped } from '../binding/validation';
import { toInteger } from '../binding/numbers';
import { sameText } from '../collation';
import { isoSeconds } from '../json/dates';
import { orNull, type JsonObject } from '../json/json';
import { findLot } from '../shipments/lots';
import { inPickOrder, stockOf, type AvailableItem } from '../stock-movements/available-items';
import { idOf } from '../stock-movements/line-input';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { addError, type FieldErrors } from './details';

/** A row of the packing list: product by code, bin and recipient by name (stock-movements.md#send). */
export interface PackingRow {
	rowId: Value;
	product: Row | undefined;
	origin: Value;
	lotNumber: Value;
	binLocation: Row | undefined;
	/** A bin that is not among the stock of the product. */
	unknownBin: string | undefined;
	quantityPicked: Value;
	palletName: Value;
	boxName: Value;
	recipient: Row | undefined;
	unknownRecipient: string | undefined;
	errors: FieldErrors;
	expirationDate: Value;
}

const CLASS = 'class org.pih.warehouse.outbound.ImportPackingListItem';
const cannotBeNull = (name: string): string =>
	`Property [${name}] of class [${CLASS}] cannot be null`;

const textOf = (value: unknown): string | null =>
	value === null || value === undefined
		? null
		: typeof value === 'string'
			? value.trim()
			: JSON.stringify(value);

/**
 * The keys are read in their order: bin and lot need an origin that came before them
 * (stock-movements.md#send).
 */
export function readRow(world: World, body: Body): PackingRow {
	const row: PackingRow = {
		rowId: null,
		product: undefined,
		origin: null,
		lotNumber: null,
		binLocation: undefined,
		unknownBin: undefined,
		quantityPicked: null,
		palletName: null,
		boxName: null,
		recipient: undefined,
		unknownRecipient: undefined,
		errors: {},
		expirationDate: null,
	};
	for (const [name, value] of Object.entries(body)) readKey(world, row, body, name, value);
	return row;
}

function readKey(world: World, row: PackingRow, body: Body, name: string, value: unknown): void {
	const { store } = world;
	if (name === 'rowId') row.rowId = textOf(value);
	if (name === 'palletName') row.palletName = textOf(value) || null;
	if (name === 'boxName') row.boxName = textOf(value) || null;
	if (name === 'product') row.product = productCoded(world, value);
	if (name === 'origin') {
		row.origin = store.get('location', isObject(value) ? idOf(value) : textOf(value))?.id;
	}
	if (name === 'lotNumber') row.lotNumber = lotOf(world, row, body);
	if (name === 'binLocation') readBin(world, row, body);
	if (name === 'recipient') readRecipient(world, row, textOf(value));
	if (name === 'quantityPicked') readQuantity(row, value);
}

const productCoded = ({ store }: World, code: unknown): Row | undefined =>
	typeof code === 'string' && code !== ''
		? store
				.table('product')
				.all()
				.find((product) => sameText(String(product.productCode), code))
		: undefined;

function readQuantity(row: PackingRow, value: unknown): void {
	if (value === null || value === undefined || value === '') return;
	const number = Number(value);
	if (Number.isNaN(number)) {
		addError(row.errors, 'quantityPicked', 'Property quantityPicked must be a valid number');
	} else row.quantityPicked = toInteger(number);
}

/** Two words are first and last name, one word is the mail address. */
function readRecipient({ store }: World, row: PackingRow, name: string | null): void {
	if (!name) return;
	const words = name.split(' ');
	const people = store.table('person').all();
	const same = (left: Value, right: string) => sameText(String(left ?? ''), right);
	if (words.length === 2) {
		row.recipient = people.find(
			(person) => same(person.firstName, words[0]) && same(person.lastName, words[1]),
		);
	} else if (words.length === 1) row.recipient = people.find((one) => same(one.email, words[0]));
	if (!row.recipient) row.unknownRecipient = name;
}

/** What lies at the origin that was read so far; of an unknown product everything [R 0.9.8]. */
function stockFor(world: World, row: PackingRow, body: Body): AvailableItem[] {
	if (!row.origin) return [];
	const product = productCoded(world, body.product);
	const products = product
		? [product.id]
		: new Set(
				world.store
					.table('productAvailability')
					.by('location', row.origin)
					.map((one) => one.product),
			);
	return inPickOrder(
		[...products]
			.flatMap((id) => stockOf(world, row.origin, id))
			.filter((item) => Number(item.quantityOnHand) > 0),
	);
}

const onlyOne = <T>(all: T[]): T | undefined => (all.length === 1 ? all[0] : undefined);

/** Stock without a lot number, if there is exactly one such place. */
const lotless = (stock: AvailableItem[]): AvailableItem | undefined =>
	onlyOne(stock.filter((item) => !item.inventoryItem.lotNumber));

const isIn = (item: AvailableItem, bin: string | null): boolean =>
	(item.binLocation?.name ?? null) === bin;

const RECEIVING = 'R-';

/** A bin is looked for by its name, then as a receiving bin: `R-` before the name. */
function named<T>(bin: string | null, find: (name: string | null) => T | undefined): T | undefined {
	const found = find(bin);
	if (found !== undefined || !bin || bin.startsWith(RECEIVING)) return found;
	return find(RECEIVING + bin);
}

function lotOf(world: World, row: PackingRow, body: Body): Value {
	const given = textOf(body.lotNumber);
	if (given) return given;
	const bin = textOf(body.binLocation) || null;
	const stock = stockFor(world, row, body);
	const plain = bin ? undefined : lotless(stock);
	const item = plain ?? named(bin, (name) => onlyOne(stock.filter((one) => isIn(one, name))));
	return item?.inventoryItem.lotNumber ?? null;
}

function readBin(world: World, row: PackingRow, body: Body): void {
	const bin = textOf(body.binLocation) || null;
	const lot = textOf(body.lotNumber) || null;
	const stock = stockFor(world, row, body);
	if (bin) {
		row.binLocation = named(bin, (name) => stock.find((one) => isIn(one, name)))?.binLocation;
		if (!row.binLocation) row.unknownBin = bin;
		return;
	}
	const item =
		(lot ? undefined : lotless(stock)) ??
		onlyOne(stock.filter((one) => (one.inventoryItem.lotNumber ?? null) === lot));
	row.binLocation = item?.binLocation;
}

/** The text DEFAULT means no lot. */
export const lotOfRow = (world: World, row: PackingRow): Row | undefined =>
	row.product &&
	findLot(
		world,
		row.product.id,
		String(row.lotNumber ?? '').toUpperCase() === 'DEFAULT' ? null : row.lotNumber,
	);

/** Null when the stock table has no such place. */
export function promisedAt(
	{ store }: World,
	location: Value,
	bin: Row | undefined,
	lot: Row,
): number | null {
	const found = store
		.table('productAvailability')
		.by('inventoryItem', lot.id)
		.find((one) => one.location === location && (one.binLocation ?? null) === (bin?.id ?? null));
	return found ? Number(found.quantityAvailableToPromise) : null;
}

/** The one path that refuses too much before anything is written (stock-movements.md#send). */
export function validateRow(world: World, row: PackingRow): void {
	const { errors } = row;
	const lot = lotOfRow(world, row);
	row.expirationDate = lot?.expirationDate ?? null;
	if (row.rowId === null) addError(errors, 'rowId', 'Row id cannot be empty');
	if (row.rowId === '') addError(errors, 'rowId', 'Row id cannot be blank');
	if (row.boxName && !row.palletName) {
		addError(
			errors,
			'boxName',
			'You have to specify Pack Level 1 in order to be able to specify Pack Level 2',
		);
	}
	if (!lot) {
		const code = String(row.product?.productCode ?? null);
		addError(
			errors,
			'lotNumber',
			`Inventory item for given lot number (${String(row.lotNumber)}) and product code (${code}) has not been found`,
		);
	}
	if (row.unknownBin !== undefined) {
		addError(
			errors,
			'binLocation',
			`The provided bin location (${row.unknownBin}) has not been found`,
		);
	}
	validateQuantity(world, row, lot);
	if (row.unknownRecipient !== undefined) {
		addError(
			errors,
			'recipient',
			`Recipient with provided name (${row.unknownRecipient}) has not been found`,
		);
	}
	if (!row.product) addError(errors, 'product', cannotBeNull('product'));
	if (!row.origin) addError(errors, 'origin', cannotBeNull('origin'));
}

function validateQuantity(world: World, row: PackingRow, lot: Row | undefined): void {
	if (row.errors.quantityPicked) return;
	const say = (message: string) => addError(row.errors, 'quantityPicked', message);
	const quantity = row.quantityPicked;
	if (typeof quantity !== 'number') return say(cannotBeNull('quantityPicked'));
	if (quantity < 1) say('Quantity picked must be greater than 0');
	const unknown = 'Could not determine the quantity available to promise, because the';
	if (!lot) {
		return say(`${unknown} inventory item for given lotNumber and product code has not been found`);
	}
	if (row.unknownBin !== undefined) {
		return say(`${unknown} provided bin location has not been found`);
	}
	const promised = promisedAt(world, row.origin, row.binLocation, lot) ?? 0;
	if (promised <= 0) say('No stock has been found for this inventory item');
	else if (quantity > promised) {
		say(`The quantity you have picked (${grouped(quantity)}) is not available in stock`);
	}
}

export function rowJson(world: World, row: PackingRow): JsonObject {
	const product = row.product && world.json.of('product', row.product);
	const recipient = world.json.nested('person', row.recipient?.id);
	return {
		rowId: row.rowId,
		product: {
			id: orNull(row.product?.id),
			name: orNull(row.product?.name),
			productCode: orNull(row.product?.productCode),
			displayNames: product?.displayNames ?? null,
			color: product?.color ?? null,
			handlingIcons: product?.handlingIcons ?? null,
		},
		binLocation: row.unknownBin ?? orNull(row.binLocation?.name),
		palletName: row.palletName,
		boxName: row.boxName,
		lotNumber: row.lotNumber,
		quantityPicked: row.quantityPicked,
		recipient: recipient?.name ?? row.unknownRecipient ?? null,
		expirationDate: isoSeconds(row.expirationDate),
		origin: { id: orNull(row.origin) },
	};
}
