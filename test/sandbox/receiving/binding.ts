import { bind, isObject, type Binding, type Body } from '../binding/binder';
import { objectsIn } from '../binding/objects';
import { failure } from '../errors';
import { choice, date, domain, flag, integer, reference, text } from '../schema/domain';
import type { World } from '../world';
import {
	strangeLine,
	type PartialReceipt,
	type ReceiptContainer,
	type ReceiptLine,
} from './partial-receipt';

const STATUSES = ['PENDING', 'CHECKING', 'COMPLETED', 'ROLLBACK'] as const;

const receiptCommand = domain('api.PartialReceipt', {
	receiptStatus: choice('org.pih.warehouse.api.PartialReceiptStatus', STATUSES),
	recipient: reference('person'),
});

const lineCommand = domain('api.PartialReceiptItem', {
	quantityReceiving: integer(),
	quantityShipped: integer(),
	binLocation: reference('location'),
	recipient: reference('person'),
	cancelRemaining: flag(),
	isSplitItem: flag(),
	lotNumber: text(),
	expirationDate: date(),
	product: reference('product'),
	comment: text(),
});

/**
 * Writes a request into a receipt. What does not fit is ignored and the value before stays: an
 * unknown status word, a quantity in letters, a date in another form (orders-and-receiving.md#receiving).
 */
export function bindReceipt(binding: Binding, receipt: PartialReceipt, body: Body): void {
	if ('dateDelivered' in body) receipt.dateDelivered = parseDelivery(body.dateDelivered);
	bind(binding, receiptCommand, receipt.fields, body);
	for (const container of linesIn(body, 'containers')) {
		const target = containerFor(binding.world, receipt, container);
		for (const line of linesIn(container, 'shipmentItems'))
			bindLine(binding, receipt, target, line);
	}
}

/** A list that is null is none, unlike elsewhere: it is read where it stands. */
const linesIn = (body: Body, name: string): Body[] =>
	objectsIn({ [name]: body[name] ?? undefined }, name);

/** An unknown or missing container is the one of the loose lines, made when there is none. */
function containerFor(world: World, receipt: PartialReceipt, body: Body): ReceiptContainer {
	const id = isObject(body.container) ? body.container.id : undefined;
	const wanted = typeof id === 'string' ? world.store.get('container', id) : undefined;
	const found =
		receipt.containers.find((one) => wanted !== undefined && one.container === wanted) ??
		receipt.containers.find((one) => one.container === undefined);
	if (found) return found;
	const made: ReceiptContainer = { container: wanted, lines: [] };
	receipt.containers.push(made);
	return made;
}

function bindLine(
	binding: Binding,
	receipt: PartialReceipt,
	container: ReceiptContainer,
	body: Body,
): void {
	const { world } = binding;
	const shipmentItemId = required(body, 'shipmentItemId');
	const receiptItemId = required(body, 'receiptItemId');
	const newLine = isTrue(body.newLine);
	const line = newLine ? undefined : findLine(container, shipmentItemId, receiptItemId);
	const target = line ?? addLine(world, container, shipmentItemId, newLine);
	bind(binding, lineCommand, target.fields, body);
	bindBinByName(world, receipt, target, body);
	target.shouldSave =
		newLine ||
		isTrue(body.originalLine) ||
		(target.fields.quantityReceiving ?? null) !== null ||
		target.receiptItem !== undefined;
}

/** Both keys must be there, null will do (orders-and-receiving.md#receiving). */
function required(body: Body, key: string): string | undefined {
	if (!(key in body)) {
		throw failure('org.grails.web.json.JSONException', `JSONObject["${key}"] not found.`);
	}
	const value = body[key];
	return value === null || value === '' ? undefined : String(value);
}

const isTrue = (value: unknown): boolean => String(value ?? '').toLowerCase() === 'true';

function findLine(
	{ lines }: ReceiptContainer,
	shipmentItem: string | undefined,
	receiptItem: string | undefined,
): ReceiptLine | undefined {
	return receiptItem === undefined
		? lines.find((line) => line.shipmentItem?.id === shipmentItem)
		: lines.find((line) => line.receiptItem?.id === receiptItem);
}

/** A packed line sent outside its container is not found and knows nothing of what was shipped. */
function addLine(
	world: World,
	container: ReceiptContainer,
	shipmentItem: string | undefined,
	newLine: boolean,
): ReceiptLine {
	const line = strangeLine(world.store.get('shipmentItem', shipmentItem), newLine);
	container.lines.push(line);
	return line;
}

/**
 * From 0.9.6 on: the flat key `binLocation.name`, only while the line has no bin
 * (orders-and-receiving.md#putaway).
 */
function bindBinByName(world: World, receipt: PartialReceipt, line: ReceiptLine, body: Body): void {
	const name = body['binLocation.name'];
	if (world.version.before('0.9.6') || line.fields.binLocation || typeof name !== 'string') return;
	const bin = world.store
		.table('location')
		.by('parentLocation', receipt.shipment.destination)
		.find((location) => location.name === name);
	line.fields.binLocation = bin?.id ?? null;
}

const DELIVERY = /^(\d{1,2})\/(\d{1,2})\/(\d{1,4}) (\d{1,2}):(\d{1,2}) (Z|[+-]\d\d:\d\d)/;

/** `MM/dd/yyyy HH:mm XXX` on every version; nothing else is read (orders-and-receiving.md#receiving). */
function parseDelivery(value: unknown): number | null {
	if (value === null || value === '') return null;
	const match = typeof value === 'string' ? DELIVERY.exec(value) : null;
	if (!match) throw failure('java.text.ParseException', `Unparseable date: "${String(value)}"`);
	const [, month, day, year, hour, minute, zone] = match.map((part, at) =>
		at === 6 ? part : Number(part),
	);
	const offset = zone === 'Z' ? 0 : minutesOf(String(match[6]));
	return Date.UTC(
		Number(year),
		Number(month) - 1,
		Number(day),
		Number(hour),
		Number(minute) - offset,
	);
}

const minutesOf = (zone: string): number =>
	(zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
