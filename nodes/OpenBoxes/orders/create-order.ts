import { orderSchema, partySchema, recordSchema, type Party } from '../schemas';
import type { OrderLineInput } from '../lines/order-line';
import type { OrderLine } from './rules/order-line';
import { toServerDay } from '../values/server-date';
import { whileAlone } from '../once/in-flight';
import { resolveLocation, type LocationName } from '../catalogue/locations';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { isOpenBoxesError, OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
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
	existed: boolean;
}

interface Prepared {
	supplier: Party;
	destination: Party;
	lines: NewOrderLine[];
	orderedById: string;
}

function notCreated(request: NewOrder, reason: string, description: string): OpenBoxesError {
	return new OpenBoxesError(
		`The purchase order "${request.orderNumber ?? request.name}" was not created: ${reason}`,
		{ description },
	);
}

async function readParty(connection: Connection, id: string): Promise<Party> {
	const answer = await connection.get(apiPath('generic', 'location', id));
	return partySchema.parse(recordSchema.parse(answer).data);
}

/** Whether the lines of an order are those that were asked for; their order does not count. */
function hasLines(order: OrderRecord, wanted: readonly NewOrderLine[]): boolean {
	const keyOf = (id: string, units: number, per: number): string => `${id}|${units}|${per}`;
	const left = order.lines.map(({ product, ordered, unitsPer }: OrderLine) =>
		keyOf(product.id, ordered, unitsPer),
	);
	for (const { product, quantity, unitsPer } of wanted) {
		const index = left.indexOf(keyOf(product.id, quantity * unitsPer, unitsPer));
		if (index < 0) return false;
		left.splice(index, 1);
	}
	return left.length === 0;
}

class OrderCreation {
	constructor(
		private readonly connection: Connection,
		private readonly request: NewOrder,
	) {}

	async run(): Promise<CreatedOrder> {
		const { connection, request } = this;
		const { kind, user } = await connection.serverInfo();
		if (request.supplier === undefined)
			throw notCreated(request, 'the supplier is missing', 'Choose it from the list.');
		const supplier = await resolveLocation(connection, request.supplier);
		const destination = await resolveLocation(connection, request.destination);
		if (supplier.id === destination.id) {
			// The server takes it (note 04 §5.1).
			throw notCreated(request, 'supplier and destination are the same', 'Nothing was written.');
		}
		const lines = await resolveOrderLines(connection, request.lines);
		const orderedById = request.orderedById ?? user.id;
		const existing = await this.find(supplier.id);
		if (existing) return this.asExisting(existing, supplier.id, lines);
		if (kind === 'documented')
			return await this.createDocumented({ supplier, destination, lines, orderedById });
		const [from, to] = [
			await readParty(connection, supplier.id),
			await readParty(connection, destination.id),
		];
		return await this.createGeneric({ supplier: from, destination: to, lines, orderedById });
	}

	/** The vendor's call takes no number, so it stands in the name there. */
	private get nameWithNumber(): string {
		const { name, orderNumber } = this.request;
		return orderNumber === undefined ? name : `${name} (${orderNumber})`;
	}

	/** The order that has our number already. */
	private async find(supplierId: string): Promise<OrderRecord | undefined> {
		const { orderNumber } = this.request;
		if (orderNumber === undefined) return undefined;
		const { kind } = await this.connection.serverInfo();
		if (kind === 'documented') {
			const filter = { statuses: [], supplierId, sort: { by: 'name', descending: false } };
			const rows = await readOrders(this.connection, filter, Number.POSITIVE_INFINITY);
			const row = rows.find(({ name }) => name === this.nameWithNumber);
			return row && (await readOrder(this.connection, { orderId: row.id }));
		}
		try {
			return await readOrder(this.connection, { orderNumber });
		} catch (error) {
			if (isOpenBoxesError(error) && error.httpStatus === 404) return undefined;
			throw toOpenBoxesError(error);
		}
	}

	private asExisting(
		order: OrderRecord,
		supplierId: string,
		lines: readonly NewOrderLine[],
	): CreatedOrder {
		if (order.origin.id === supplierId && hasLines(order, lines)) return { order, existed: true };
		throw notCreated(
			this.request,
			`OpenBoxes has an order with this number for ${order.origin.name} with other lines`,
			'Nothing was written. Use another order number, or update the existing order.',
		);
	}

	private async createDocumented(prepared: Prepared): Promise<CreatedOrder> {
		const { request } = this;
		const body = {
			name: this.nameWithNumber,
			origin: { id: prepared.supplier.id },
			destination: { id: prepared.destination.id },
			orderedBy: { id: prepared.orderedById },
			dateOrdered: `${request.dateOrdered}T00:00:00Z`,
			orderItems: prepared.lines.map(toDocumentedItem),
		};
		return await this.send(apiPath('purchaseOrders'), body, prepared);
	}

	/** Names of people, places and units go out as ids only: nested keys would be written (rule 10). */
	private async createGeneric(prepared: Prepared): Promise<CreatedOrder> {
		const { request } = this;
		const { supplier, destination } = prepared;
		const body = {
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
			orderedBy: { id: prepared.orderedById },
			dateOrdered: toServerDay(request.dateOrdered),
			orderItems: prepared.lines.map(toOrderItem),
		};
		return await this.send(apiPath('generic', 'order'), body, prepared);
	}

	/** Sends once; the order is read back, because bad lines are dropped with a 201 (note 04 §5.1). */
	private async send(path: string, body: unknown, prepared: Prepared): Promise<CreatedOrder> {
		let failure: OpenBoxesError | undefined;
		let order: OrderRecord | undefined;
		try {
			const { data } = recordSchema.parse(await this.connection.post(path, body));
			order = await readOrder(this.connection, { orderId: orderSchema.parse(data).id });
		} catch (error) {
			failure = toOpenBoxesError(error);
			if (failure.outcome === 'unknown') order = await this.find(prepared.supplier.id);
		}
		if (order && hasLines(order, prepared.lines)) return { order, existed: false };
		if (order) throw await this.takeBack(order, failure);
		if (failure?.outcome === 'unknown' && this.request.orderNumber === undefined) {
			throw new OpenBoxesError(
				`It is unclear whether the purchase order "${this.request.name}" was created: ${failure.message}`,
				{
					description:
						'Look for it in OpenBoxes before you run this again. With an order number of your own it would be found.',
					outcome: 'unknown',
				},
			);
		}
		throw failure ?? notCreated(this.request, 'OpenBoxes did not keep it', 'Run it again.');
	}

	/** An order that lost its lines would look like a real one. */
	private async takeBack(order: OrderRecord, failure?: OpenBoxesError): Promise<OpenBoxesError> {
		const { kind } = await this.connection.serverInfo();
		const reason = failure?.message ?? 'OpenBoxes kept it without all of its lines';
		const isDeleted = kind !== 'documented' && (await this.tryToDelete(order));
		return notCreated(
			this.request,
			reason,
			isDeleted
				? 'What was saved of it has been deleted.'
				: `Order ${order.number || order.id} is incomplete in OpenBoxes: delete it there.`,
		);
	}

	private async tryToDelete(order: OrderRecord): Promise<boolean> {
		try {
			await this.connection.delete(apiPath('purchaseOrders', order.id));
			return true;
		} catch {
			return false;
		}
	}
}

/** Makes an order; the same order number again finds the order that is there. */
export async function createOrder(
	connection: Connection,
	request: NewOrder,
): Promise<CreatedOrder> {
	const key = `order ${request.orderNumber ?? request.name}`;
	return await whileAlone(connection.key, [key], async () => {
		return await new OrderCreation(connection, request).run();
	});
}
