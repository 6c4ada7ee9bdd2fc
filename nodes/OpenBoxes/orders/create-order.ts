import { orderSchema, parseList, parseRecord, partySchema, type Party } from '../schemas';
import type { OrderLineInput } from '../lines/wanted-order-line';
import type { OrderLine } from './rules/order-line';
import { toServerDay } from '../values/server-date';
import { doOnce, type StillAbsent } from '../once/do-once';
import type { MarkedRow } from '../once/rules/keeper';
import { readLocationRecord, resolveLocation, type LocationName } from '../catalogue/locations';
import { namedUnknown, type Referred } from '../catalogue/unknown-ids';
import { apiPath } from '../transport/base-url';
import { requireOpenSource } from '../transport/open-source-only';
import { isDatabaseRefusal } from '../transport/server-refusal';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { deleteIfThere } from '../transport/missing';
import { textKey } from '../values/same-text';
import { readOrders } from './order-list';
import {
	resolveOrderLines,
	toDocumentedItem,
	toOrderItem,
	type NewOrderLine,
} from './order-lines-input';
import { readOrder, type OrderRecord } from './order-record';

/** An order as asked for. */
export interface NewOrder {
	name: string;
	/** Own number, by which the same order is not made twice; undefined = the server's. */
	orderNumber?: string;
	supplier: LocationName | undefined;
	destination: LocationName | undefined;
	/** ID of a person; undefined = the user of the credential. */
	orderedById?: string;
	/** `yyyy-MM-dd`. */
	dateOrdered: string;
	currency?: string;
	description?: string;
	lines: readonly OrderLineInput[];
}

interface CreatedOrder {
	order: OrderRecord;
	/** Found by its number; nothing was written. */
	existed: boolean;
	warnings: string[];
}

interface Prepared {
	supplier: Party;
	destination: Party;
	lines: NewOrderLine[];
	orderedById: string;
}

const subjectOf = ({ orderNumber, name }: NewOrder): string =>
	`The purchase order "${orderNumber ?? name}" was not created`;

function notCreated(request: NewOrder, reason: string, description: string): OpenBoxesError {
	return new OpenBoxesError(`${subjectOf(request)}: ${reason}`, { description });
}

function unclearCreation({ name }: NewOrder, failure: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(
		`It is unclear whether the purchase order "${name}" was created: ${failure.message}`,
		{
			description:
				'Look for it in OpenBoxes before you run this again. With an order number of your own it would be found.',
			outcome: 'unknown',
		},
	);
}

async function readParty(connection: Connection, id: string): Promise<Party> {
	return partySchema.parse(await readLocationRecord(connection, id));
}

/** Lines of an order that were not asked for, and lines that are not in it; their order does not count. */
function lineDifference(order: OrderRecord, wanted: readonly NewOrderLine[]): string | undefined {
	const left = [...order.lines];
	const missing: string[] = [];
	for (const { product, quantity, unitsPer, unitPrice } of wanted) {
		const index = left.findIndex(
			(line: OrderLine) =>
				line.product.id === product.id &&
				line.ordered === quantity * unitsPer &&
				line.unitsPer === unitsPer &&
				(unitPrice === undefined || line.unitPrice === unitPrice),
		);
		if (index >= 0) left.splice(index, 1);
		else missing.push(`${quantity} of ${product.code || product.id}${priceText(unitPrice)}`);
	}
	if (missing.length === 0 && left.length === 0) return undefined;
	const there = left.map(
		({ product, ordered, unitsPer, unitPrice }) =>
			`${ordered / unitsPer} of ${product.code || product.id}${priceText(unitPrice)}`,
	);
	return `it has ${there.slice(0, 5).join(', ') || 'nothing else'} instead of ${missing.slice(0, 5).join(', ') || 'nothing'}`;
}

function priceText(unitPrice: number | undefined): string {
	return unitPrice === undefined ? '' : ` at ${unitPrice}`;
}

/** An order with such a line can be kept, but not placed. */
function unpricedText(lines: readonly NewOrderLine[]): string[] {
	const positions = lines
		.filter((line) => line.unitPrice === undefined)
		.map((line) => line.position);
	if (positions.length === 0) return [];
	return [
		`Line ${positions.join(', ')} has no unit price: OpenBoxes places the order only when every line has one`,
	];
}

class OrderCreation {
	constructor(
		private readonly connection: Connection,
		private readonly request: NewOrder,
	) {}

	async run(): Promise<CreatedOrder> {
		const { orderNumber } = this.request;
		const prepared = await this.prepare();
		if (orderNumber === undefined) return await this.unnumbered(prepared);
		const { done, origin, warnings } = await doOnce(this.connection, {
			subject: `a purchase order with the number "${orderNumber}"`,
			key: `order|${orderNumber}`,
			find: async () => await this.find(orderNumber, prepared.supplier.id),
			difference: async ({ id }: MarkedRow) => await this.difference(id, prepared),
			write: async (stillAbsent) => await this.write(prepared, stillAbsent),
			takeBack: async ({ id }: MarkedRow) => await this.delete(id),
			readBack: async ({ id }: MarkedRow) => await this.readWhole(id, prepared),
		});
		return {
			order: done,
			existed: origin === 'found',
			warnings: [...warnings, ...unpricedText(prepared.lines)],
		};
	}

	private async prepare(): Promise<Prepared> {
		const { connection, request } = this;
		const { kind, user } = await connection.serverInfo();
		if (request.supplier === undefined)
			throw notCreated(request, 'the supplier is missing', 'Choose it from the list.');
		const supplier = await resolveLocation(connection, request.supplier);
		const destination = await resolveLocation(connection, request.destination);
		if (supplier.id === destination.id) {
			// The server takes it (orders-and-receiving.md#create).
			throw notCreated(request, 'supplier and destination are the same', 'Nothing was written.');
		}
		const lines = await resolveOrderLines(connection, request.lines);
		const orderedById = request.orderedById ?? user.id;
		if (kind === 'documented') return { supplier, destination, lines, orderedById };
		return {
			supplier: await readParty(connection, supplier.id),
			destination: await readParty(connection, destination.id),
			lines,
			orderedById,
		};
	}

	/** The vendor's call takes no number, so it stands in the name there. */
	private get nameWithNumber(): string {
		const { name, orderNumber } = this.request;
		return orderNumber === undefined ? name : `${name} (${orderNumber})`;
	}

	/** All orders that have our number, as the server compares numbers. */
	private async find(orderNumber: string, supplierId: string): Promise<MarkedRow[]> {
		const { kind } = await this.connection.serverInfo();
		if (kind === 'documented') {
			const filter = { statuses: [], supplierId, sort: { by: 'name', descending: false } };
			const rows = await readOrders(this.connection, filter, Number.POSITIVE_INFINITY);
			const ending = textKey(`x (${orderNumber})`).slice(1);
			return rows.filter(({ name }) => textKey(name ?? '').endsWith(ending));
		}
		const search = [{ property: 'orderNumber', value: orderNumber }];
		return parseList(await this.connection.search('order', search), orderSchema).filter(
			(row) => textKey(row.orderNumber ?? '') === textKey(orderNumber),
		);
	}

	private async difference(id: string, { supplier, lines }: Prepared): Promise<string | undefined> {
		const order = await readOrder(this.connection, { orderId: id });
		if (order.origin.id !== supplier.id) return `it is for ${order.origin.name}`;
		// Without any line it is what a refused or stopped run left; it is taken back when it is read.
		return order.lines.length === 0 ? undefined : lineDifference(order, lines);
	}

	private async write(prepared: Prepared, before?: StillAbsent): Promise<string> {
		const { kind } = await this.connection.serverInfo();
		const [path, body] =
			kind === 'documented'
				? [apiPath('purchaseOrders'), this.documentedBody(prepared)]
				: [apiPath('generic', 'order'), this.genericBody(prepared)];
		try {
			return parseRecord(await this.connection.post(path, body, { before }), orderSchema).id;
		} catch (error) {
			const { orderedById: id } = prepared;
			const person: Referred = { domain: 'person', field: 'Ordered By', id };
			throw await namedUnknown(this.connection, subjectOf(this.request), [person], error);
		}
	}

	private documentedBody(prepared: Prepared): Record<string, unknown> {
		return {
			name: this.nameWithNumber,
			origin: { id: prepared.supplier.id },
			destination: { id: prepared.destination.id },
			orderedBy: { id: prepared.orderedById },
			dateOrdered: `${this.request.dateOrdered}T00:00:00Z`,
			orderItems: prepared.lines.map(toDocumentedItem),
		};
	}

	/**
	 * Names of people, places and units go out as ids only: nested keys would be written
	 * (stock-rules.md#references).
	 */
	private genericBody({ supplier, destination, orderedById, lines }: Prepared) {
		const { request } = this;
		return {
			orderType: { id: 'PURCHASE_ORDER' },
			name: request.name,
			...(request.orderNumber === undefined ? {} : { orderNumber: request.orderNumber }),
			...(request.description === undefined ? {} : { description: request.description }),
			...(request.currency === undefined ? {} : { currencyCode: request.currency }),
			origin: { id: supplier.id },
			destination: { id: destination.id },
			...(supplier.organization ? { originParty: { id: supplier.organization.id } } : {}),
			...(destination.organization
				? { destinationParty: { id: destination.organization.id } }
				: {}),
			orderedBy: { id: orderedById },
			dateOrdered: toServerDay(request.dateOrdered),
			orderItems: lines.map(toOrderItem),
		};
	}

	/** Reads an order back, because bad lines are dropped with a 201 (orders-and-receiving.md#create). */
	private async readWhole(id: string, { lines }: Prepared): Promise<OrderRecord> {
		const order = await readOrder(this.connection, { orderId: id });
		if (lineDifference(order, lines) === undefined) return order;
		throw await this.asIncomplete(order, 'OpenBoxes kept it without all of its lines');
	}

	private async unnumbered(prepared: Prepared): Promise<CreatedOrder> {
		let id: string;
		try {
			id = await this.write(prepared);
		} catch (error) {
			const failure = toOpenBoxesError(error);
			if (failure.outcome !== 'unknown' || isDatabaseRefusal(failure)) throw failure;
			throw unclearCreation(this.request, failure);
		}
		const order = await this.readWhole(id, prepared);
		return { order, existed: false, warnings: unpricedText(prepared.lines) };
	}

	/** An order that lost its lines would look like a real one. */
	private async asIncomplete(order: OrderRecord, reason: string): Promise<OpenBoxesError> {
		const label = `Order ${order.number || order.id}`;
		try {
			await this.delete(order.id);
			const advice = 'What was saved of it has been deleted. Correct the lines and run it again.';
			return notCreated(this.request, reason, advice);
		} catch (error) {
			const text = toOpenBoxesError(error).message;
			return notCreated(
				this.request,
				reason,
				`${label} is incomplete in OpenBoxes and could not be deleted (${text}): delete it there.`,
			);
		}
	}

	private async delete(id: string): Promise<void> {
		await requireOpenSource(this.connection, 'a call that deletes a purchase order');
		await deleteIfThere(this.connection, apiPath('purchaseOrders', id));
	}
}

/** Makes an order; the same order number again finds the order that is there, whoever makes it. */
export async function createOrder(
	connection: Connection,
	request: NewOrder,
): Promise<CreatedOrder> {
	return await new OrderCreation(connection, request).run();
}
