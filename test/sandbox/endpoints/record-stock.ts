import { parseBinderDate } from '../binding/dates';
import { isObject, type Body } from '../binding/binder';
import { MAX_INTEGER, parseLocalNumber, toInteger } from '../binding/numbers';
import { wholeSecond } from '../clock';
import { invalid } from '../errors';
import { isoSeconds } from '../json/dates';
import type { JsonObject } from '../json/json';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';
import { hasTransactionAt, sameSecond } from '../stock/count-transactions';
import { bookCount, groupRows, type CountedRow } from './book-count';

/** Counting a product (warehouse.md#record-stock). */
export const recordStockRoutes: Route[] = [
	{
		method: 'ANY',
		pattern: '/api/facilities/:facility/inventory/record-stock/save',
		access: 'write',
		handler: save,
		since: '0.9.6',
	},
];

const COMMAND = 'org.pih.warehouse.inventory.RecordInventoryCommand';
const refuse = (messages: string[]) => invalid(messages, 'Invalid record stock');
const failed = (reason: string) =>
	refuse([`Error saving an inventory record to the database: ${reason}.${COMMAND}`]);

function save(call: Call): Reply {
	const { world } = call;
	const body = call.body();
	const rows = (Array.isArray(body.recordInventoryRows) ? body.recordInventoryRows : []).filter(
		isObject,
	);
	const productId = idOf(body.product);
	const product = productId === undefined ? undefined : world.store.get('product', productId);
	const date = dateOf(call, body);
	const problems = [...problemsOf(call, productId, date), ...rowProblems(call, rows, product)];
	if (problems.length > 0) throw refuse(problems);
	if (!product) {
		throw failed(
			'object references an unsaved transient instance - save the transient instance before flushing: org.pih.warehouse.product.Product',
		);
	}
	const { inventory, location } = whereToCount(call, body);
	const moment = wholeSecond(Number(date));
	if (hasTransactionAt(world, String(location.inventory), product.id, moment + 1000)) {
		throw failed(sameSecond(moment + 1000));
	}
	const counted = rows.map((row) => readRow(call, row));
	bookCount(call, location, product, moment, textOf(body.comment), groupRows(counted));
	return data(command(call, body, inventory, product, moment, counted));
}

/**
 * The body's inventory must exist, but the login location is counted
 * (stock-and-transactions.md#other-writes).
 */
function whereToCount(call: Call, body: Body): { inventory: Row; location: Row } {
	const inventory = call.world.store.get('inventory', idOf(body.inventory));
	if (!inventory) {
		throw call.world.version.before('0.9.7')
			? refuse([
					'Property [inventory] of [org.pih.warehouse.inventory.Transaction] with value [null] is invalid',
				])
			: failed("Cannot get property 'warehouse' on null object");
	}
	const location = call.locationOrNull();
	if (!location) throw failed('Inventory not found');
	return { inventory, location };
}

const idOf = (value: unknown): string | undefined =>
	isObject(value)
		? typeof value.id === 'string'
			? value.id
			: undefined
		: typeof value === 'string'
			? value
			: undefined;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function dateOf(call: Call, body: Body): number | null | undefined {
	if (!('transactionDate' in body)) return call.world.clock.now();
	const value = body.transactionDate;
	if (typeof value === 'number') return value;
	return typeof value === 'string' ? parseBinderDate(value, call.world.version) : null;
}

function problemsOf(
	call: Call,
	product: string | undefined,
	date: number | null | undefined,
): string[] {
	const problems: string[] = [];
	if (product === undefined)
		problems.push(`Property [product] of class [class ${COMMAND}] cannot be null`);
	if (date === null)
		problems.push(`Property [transactionDate] of class [class ${COMMAND}] cannot be null`);
	if (date === undefined) problems.push('Property transactionDate must be a valid Date');
	// The adjustment is booked one second later, which must be past as well.
	if (product !== undefined && typeof date === 'number' && date + 1000 > call.world.clock.now()) {
		problems.push('Transaction date cannot be in the future');
	}
	return problems;
}

function rowProblems(call: Call, rows: Body[], product: Row | undefined): string[] {
	const problems: string[] = [];
	let incomplete = false;
	for (const row of rows) {
		const lot = `lot number #${String(row.lotNumber ?? null)}`;
		const expiry = readRow(call, row).expirationDate;
		const newQuantity = integerOf(call, row.newQuantity);
		if (newQuantity === null || newQuantity < 0) {
			problems.push(
				`Property [newQuantity] of ${lot} with value [${String(row.newQuantity ?? null)}] is invalid.`,
			);
		}
		if (integerOf(call, row.oldQuantity) === null) {
			problems.push(
				`Property [oldQuantity] of ${lot} with value [${String(row.oldQuantity ?? null)}] is invalid.`,
			);
		}
		if (row.expirationDate && expiry === null) {
			problems.push(
				`Property [expirationDate] of ${lot} with value [${String(row.expirationDate)}] is invalid.`,
			);
		}
		if (product?.lotAndExpiryControl === true && (!row.lotNumber || expiry === null))
			incomplete = true;
	}
	// An expiry date without a lot number is refused even where neither is asked for.
	if (rows.some((row) => readRow(call, row).expirationDate !== null && !row.lotNumber)) {
		problems.push('Items with an expiry date must also have a lot number');
	}
	if (incomplete) problems.push('Both lot number and expiry date are required for this product.');
	return problems;
}

/** As the binder reads it: cut, a number beyond 32 bit refused, a text wrapped. */
function integerOf(call: Call, value: unknown): number | null {
	if (typeof value === 'number') return Math.abs(value) > MAX_INTEGER ? null : Math.trunc(value);
	if (typeof value !== 'string') return null;
	const number = parseLocalNumber(value, call.session.language);
	return number === undefined ? null : toInteger(number);
}

function readRow(call: Call, row: Body): CountedRow {
	const expiry = textOf(row.expirationDate);
	const isDay = expiry !== null && /^\d\d\/\d\d\/\d{4}/.test(expiry);
	return {
		lotNumber: textOf(row.lotNumber) || null,
		expirationDate: isDay ? (parseBinderDate(expiry, call.world.version) ?? null) : null,
		bin: call.world.store.get('location', idOf(row.binLocation)),
		oldQuantity: integerOf(call, row.oldQuantity),
		newQuantity: integerOf(call, row.newQuantity),
		comment: textOf(row.comment),
	};
}

function command(
	call: Call,
	body: Body,
	inventory: Row,
	product: Row,
	moment: number,
	rows: CountedRow[],
): JsonObject {
	const { json } = call.world;
	return {
		comment: textOf(body.comment),
		errors: { errors: [] },
		inventory: json.of('inventory', inventory),
		inventoryLevel: null,
		product: json.of('product', product),
		recordInventoryRow: null,
		recordInventoryRows: rows.map((read) => {
			return {
				binLocation: read.bin ? json.of('location', read.bin) : null,
				comment: read.comment,
				description: null,
				error: null,
				errors: { errors: [] },
				expirationDate: isoSeconds(read.expirationDate),
				id: null,
				inventoryItem: null,
				lotNumber: read.lotNumber,
				newQuantity: read.newQuantity,
				oldQuantity: read.oldQuantity,
			};
		}),
		totalQuantity: null,
		totalQuantityAvailableToPromise: null,
		transactionDate: isoSeconds(moment),
	};
}
