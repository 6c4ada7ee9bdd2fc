import type { OrderLineInput } from '../lines/wanted-order-line';
import { isSamePrice, surplusLines, type OrderLine } from './rules/order-line';
import { textKey } from '../values/same-text';
import { toServerDay } from '../values/server-date';
import { nameKey, needsLookUp } from '../catalogue/product-name';
import { resolveProducts } from '../catalogue/products';
import { knownProductId } from '../catalogue/rules/known-product';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError, type OpenBoxesError } from '../transport/openboxes-error';
import {
	resolveOrderLines,
	toDocumentedItem,
	toOrderItem,
	type NewOrderLine,
} from './order-lines-input';
import { hasDescription, isSameDay, readDateOrdered } from './order-read-back';
import { orderError, readOrder, type OrderName, type OrderRecord } from './order-record';

/** Changes of a pending order; what is undefined stays. */
interface OrderChanges {
	name?: string;
	description?: string;
	/** `yyyy-MM-dd`. */
	dateOrdered?: string;
	lines: readonly OrderLineInput[];
}

interface LineChange {
	line: OrderLine;
	quantity?: number;
	unitPrice?: number;
	cancel: boolean;
}

interface Plan {
	changed: LineChange[];
	added: NewOrderLine[];
}

const ONLY_PENDING =
	'Nothing was changed. Only a pending order can be changed: roll it back first, then place it again.';

/** The line of the order that a change means: by id, else the only one of its product. */
function findLine(
	order: OrderRecord,
	{ id }: OrderLineInput,
	productId: string | undefined,
	position: number,
): OrderLine | undefined {
	const refused = (reason: string, advice = ''): OpenBoxesError =>
		orderError(order, 'updated', `line ${position}: ${reason}`, `Nothing was changed.${advice}`);
	if (id !== undefined) {
		const line = order.lines.find((one) => one.id === id);
		if (!line) throw refused(`"${id}" is no line of this order`);
		if (productId === undefined || productId === line.product.id) return line;
		throw refused(
			`"${id}" is the line of ${line.product.code} ${line.product.name}, not of the product that is named`,
		);
	}
	const ofProduct = order.lines.filter((one) => !one.isCanceled && one.product.id === productId);
	if (ofProduct.length <= 1) return ofProduct[0];
	throw refused(
		`the order has ${ofProduct.length} lines of this product`,
		' Give the order item ID of the one you mean.',
	);
}

/** Of a line that is there, only what can be changed may be said. */
function unchangeable(
	line: OrderLine,
	{ uom, quantityPerUom }: OrderLineInput,
): string | undefined {
	if (uom !== undefined && textKey(uom) !== textKey(line.uom))
		return `the unit of a line cannot be changed: it is ${line.uom || 'single units'}`;
	if (quantityPerUom !== undefined && quantityPerUom !== line.unitsPer)
		return `one unit of the line has ${line.unitsPer} single units, not ${quantityPerUom}`;
	return undefined;
}

class OrderUpdate {
	constructor(
		private readonly connection: Connection,
		private readonly order: OrderRecord,
		private readonly changes: OrderChanges,
	) {}

	async run(): Promise<OrderRecord> {
		const { connection, order } = this;
		const plan = await this.plan();
		const { kind } = await connection.serverInfo();
		try {
			if (kind === 'documented') await this.sendDocumented(plan);
			else await this.sendGeneric(plan);
		} catch (error) {
			const failure = toOpenBoxesError(error);
			// Every call sets values, so the order tells whether it arrived.
			if (failure.outcome !== 'unknown') throw this.partly(failure);
			const after = await this.readOnceEach(plan);
			if ((await this.whatDiffers(after, plan)) === undefined) return after;
			throw this.partly(failure);
		}
		const after = await this.readOnceEach(plan);
		const difference = await this.whatDiffers(after, plan);
		if (difference === undefined) return after;
		throw orderError(
			order,
			'updated as asked',
			difference,
			'Look at the order in OpenBoxes, then run this again.',
		);
	}

	/**
	 * The order after the change. A line that was added twice, by a request that came twice or by another run at the same
	 * moment, stays once: the one with the smallest ID, which every run chooses alike; the others are canceled.
	 */
	private async readOnceEach({ added }: Plan): Promise<OrderRecord> {
		const { connection, order } = this;
		const after = await readOrder(connection, { orderId: order.id });
		const surplus = surplusLines(this.newLines(after), added);
		if (surplus.length === 0 || (await connection.serverInfo()).kind === 'documented') return after;
		for (const { id } of surplus) {
			await connection.put(apiPath('generic', 'orderItem', id), {
				orderItemStatusCode: 'CANCELED',
			});
			connection.warn(`Order line ${id} was added twice at the same moment; it was canceled`);
		}
		await connection.put(apiPath('generic', 'order', order.id), { name: after.name });
		return await readOrder(connection, { orderId: order.id });
	}

	/** Lines that the order did not have before. */
	private newLines({ lines }: OrderRecord): OrderLine[] {
		const known = new Set(this.order.lines.map(({ id }) => id));
		return lines.filter(({ id, isCanceled }) => !isCanceled && !known.has(id));
	}

	/** IDs of the products that lines name; those of the order are known, others are asked for. */
	private async productIds(): Promise<Array<string | undefined>> {
		const known = this.order.lines.map(({ product }) => product);
		const ids = this.changes.lines.map((input) => knownProductId(input, known));
		const unknown = this.changes.lines.filter((_, index) => ids[index] === undefined);
		const found = await resolveProducts(this.connection, unknown.filter(needsLookUp));
		return this.changes.lines.map((input, index) => {
			const resolution = ids[index] === undefined ? found.get(nameKey(input)) : undefined;
			if (resolution?.reason === undefined)
				return ids[index] ?? resolution?.product.id ?? input.productId;
			const reason = `line ${index + 1}: ${resolution.reason}`;
			throw orderError(this.order, 'updated', reason, 'Nothing was changed.');
		});
	}

	private async plan(): Promise<Plan> {
		const productIds = await this.productIds();
		const inputs = this.changes.lines.map((input, index) => {
			const line = findLine(this.order, input, productIds[index], index + 1);
			const reason = line && unchangeable(line, input);
			if (reason !== undefined)
				throw orderError(
					this.order,
					'updated',
					`line ${index + 1}: ${reason}`,
					'Nothing was changed.',
				);
			return { input, line };
		});
		const added = inputs.filter(({ line }) => line === undefined).map(({ input }) => input);
		return {
			changed: inputs.flatMap(({ input: { quantity, unitPrice, cancel }, line }) =>
				line ? [{ line, quantity, unitPrice, cancel }] : [],
			),
			added: await resolveOrderLines(this.connection, added),
		};
	}

	/**
	 * Lines one by one: a PUT of the order with lines would delete all others
	 * (orders-and-receiving.md#create).
	 */
	private async sendGeneric({ changed, added }: Plan): Promise<void> {
		const { connection, order } = this;
		const { name, description, dateOrdered } = this.changes;
		const header = {
			...(name === undefined ? {} : { name }),
			...(description === undefined ? {} : { description }),
			...(dateOrdered === undefined ? {} : { dateOrdered: toServerDay(dateOrdered) }),
		};
		for (const { line, quantity, unitPrice, cancel } of changed) {
			await connection.put(apiPath('generic', 'orderItem', line.id), {
				...(quantity === undefined ? {} : { quantity }),
				...(unitPrice === undefined ? {} : { unitPrice }),
				...(cancel ? { orderItemStatusCode: 'CANCELED' } : {}),
			});
		}
		for (const [index, line] of added.entries()) {
			await connection.post(apiPath('generic', 'orderItem'), {
				order: { id: order.id },
				...toOrderItem(line, order.lines.length + index),
			});
		}
		// Saving the order itself comes last: it refreshes the counters of the list
		// (orders-and-receiving.md#list).
		if (Object.keys(header).length > 0 || changed.length + added.length > 0) {
			const body = Object.keys(header).length > 0 ? header : { name: order.name };
			await connection.put(apiPath('generic', 'order', order.id), body);
		}
	}

	private async sendDocumented({ changed, added }: Plan): Promise<void> {
		const { name, dateOrdered } = this.changes;
		if (changed.some(({ cancel }) => cancel)) {
			throw orderError(
				this.order,
				'updated',
				'this server offers no way to cancel a line',
				'Nothing was changed.',
			);
		}
		const orderItems = [
			...changed.map(({ line, quantity, unitPrice }) => ({
				id: line.id,
				...(quantity === undefined ? {} : { quantity }),
				...(unitPrice === undefined ? {} : { unitPrice }),
			})),
			...added.map(toDocumentedItem),
		];
		await this.connection.put(apiPath('purchaseOrders', this.order.id), {
			...(name === undefined ? {} : { name }),
			...(dateOrdered === undefined ? {} : { dateOrdered: `${dateOrdered}T00:00:00Z` }),
			...(orderItems.length === 0 ? {} : { orderItems }),
		});
	}

	/** What is not as it was asked for; undefined when all is. Date and description are not in every read. */
	private async whatDiffers(after: OrderRecord, plan: Plan): Promise<string | undefined> {
		const { dateOrdered, description } = this.changes;
		const difference = this.difference(after, plan);
		if (difference !== undefined) return difference;
		if (dateOrdered !== undefined) {
			const now = after.dateOrdered ?? (await readDateOrdered(this.connection, after));
			if (!isSameDay(now, dateOrdered))
				return `its order date is ${now?.slice(0, 10) ?? 'empty'} instead of ${dateOrdered}`;
		}
		if (description === undefined || description.trim() === '') return undefined;
		return (await hasDescription(this.connection, after, description))
			? undefined
			: 'its description was not saved';
	}

	private difference(after: OrderRecord, { changed, added }: Plan): string | undefined {
		const { name } = this.changes;
		if (name !== undefined && after.name !== name) return `its name is "${after.name}"`;
		for (const { line, quantity, unitPrice, cancel } of changed) {
			const now = after.lines.find(({ id }) => id === line.id);
			const wanted = quantity === undefined ? line.ordered : quantity * line.unitsPer;
			if (!now) return `${line.product.name} is gone`;
			if (cancel ? !now.isCanceled : now.ordered !== wanted)
				return `${line.product.name} is ${now.ordered} instead of ${wanted}`;
			if (!cancel && unitPrice !== undefined && !isSamePrice(now.unitPrice, unitPrice))
				return `the price of ${line.product.name} is ${now.unitPrice ?? 'empty'} instead of ${unitPrice}`;
		}
		const more = this.newLines(after).length;
		return more === added.length
			? undefined
			: `it has ${more} new lines instead of ${added.length}`;
	}

	private partly(failure: OpenBoxesError): OpenBoxesError {
		if (failure.httpStatus === undefined) return failure;
		return orderError(
			this.order,
			'updated',
			failure.reason,
			'Changes before this one may have been saved. Run it again: what is done is left as it is.',
		);
	}
}

/**
 * Changes a pending order. A line without id changes the line of its product, or is added when the
 * order has none, so the same update can be run again.
 */
export async function updateOrder(
	connection: Connection,
	name: OrderName,
	changes: OrderChanges,
): Promise<OrderRecord> {
	const order = await readOrder(connection, name);
	// The server would change placed and received orders as well (orders-and-receiving.md#create).
	if (order.storedStatus !== 'PENDING')
		throw orderError(order, 'updated', `it is ${order.storedStatus.toLowerCase()}`, ONLY_PENDING);
	return await new OrderUpdate(connection, order, changes).run();
}
