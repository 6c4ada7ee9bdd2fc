import { listSchema, recordSchema, transactionSchema, type Transaction } from '../schemas';
import { spreadDelivery, type DeliveryPart } from './rules/delivery';
import { TRANSACTION_TYPE } from '../posting/rules/transaction-type';
import { whileAlone } from '../once/in-flight';
import { inventoryIdOf } from '../catalogue/inventory-id';
import {} from '../posting/read/ledger';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { nameLines, notReceived, requestHash, resolveArrived } from './arrived-lines';
import type { DeliveryRequest, DeliveryResult } from './delivery-request';
import { readOrder, type OrderRecord } from '../orders/order-record';
import { keeperOf } from '../once/rules/keeper';
import { orderKey, requireOrderHere } from './delivery-order';

/** What the note about a delivery says. */
interface DeliveryNote {
	hash: string;
	/** Units of the whole order that were received before it. */
	before: number;
	units: number;
	isDone: boolean;
}

const NOTE = /^n8n delivery ([0-9a-f]{8}): (\d+) units after (\d+)( received)?/;

function toNote({ hash, units, before, isDone }: DeliveryNote): string {
	return `n8n delivery ${hash}: ${units} units after ${before}${isDone ? ' received' : ''}`;
}

function readNote(comment: string | null | undefined): DeliveryNote | undefined {
	const match = NOTE.exec(comment ?? '');
	if (!match) return undefined;
	const [, hash, units, before, done] = match;
	return { hash, units: Number(units), before: Number(before), isDone: done !== undefined };
}

function receivedUnits(order: OrderRecord): number {
	return order.lines.reduce((sum, line) => sum + line.received, 0);
}

function toItem(part: DeliveryPart) {
	return {
		orderItemId: part.line.id,
		quantityReceived: part.quantity,
		...(part.lotNumber === '' ? {} : { lotNumber: part.lotNumber }),
		...(part.expiry === undefined ? {} : { expirationDate: `${part.expiry}T00:00:00Z` }),
		...(part.binId === undefined ? {} : { binLocation: { id: part.binId } }),
	};
}

/**
 * Receiving on a server of the documented kind. Its one call keeps no reference, so a transaction
 * without lines, which moves nothing, notes the delivery before the call and its end after it.
 *
 * A run that was stopped cannot be told from one that still works in another process: whoever runs
 * n8n with several workers must not send the same delivery twice in the same moment.
 */
class DocumentedReceiving {
	private readonly number: string;

	constructor(
		private readonly connection: Connection,
		private readonly request: DeliveryRequest,
		private readonly order: OrderRecord,
	) {
		this.number = `${order.number || order.id}~D~${request.reference}`;
	}

	async run(): Promise<DeliveryResult> {
		const { connection, request, order } = this;
		const named = await nameLines(connection, order, request.lines);
		const hash = requestHash(order, request, named);
		const saved = await this.findNote();
		const note = readNote(saved?.comment);
		if (saved && note?.hash !== hash) throw this.otherContent();
		const received = receivedUnits(order);
		if (saved && note) {
			const isBooked = note.isDone || received === note.before + note.units;
			if (isBooked) {
				if (!note.isDone) await this.finish(saved.id, note);
				return this.result([], true, []);
			}
			if (received !== note.before) throw this.unclear(note, received);
		}
		const arrived = await resolveArrived(connection, request, order, {
			named,
			open: [],
			ofOthers: new Map(),
		});
		const spread = spreadDelivery(arrived.lines, { allowMore: request.allowMore });
		if (spread.reason !== undefined) throw notReceived(order, spread.reason);
		const units = spread.value.reduce((sum, part) => sum + part.quantity, 0);
		const next = { hash, units, before: received, isDone: false };
		const id = saved?.id ?? (await this.writeNote(next));
		await this.receive(spread.value, next);
		await this.finish(id, next);
		return this.result(spread.value, false, arrived.warnings);
	}

	private async findNotes(): Promise<Transaction[]> {
		const page = listSchema.parse(
			await this.connection.search('transaction', [
				{ property: 'transactionNumber', value: this.number },
			]),
		);
		return page.data.map((row) => transactionSchema.parse(row));
	}

	private async findNote(): Promise<Transaction | undefined> {
		const notes = await this.findNotes();
		return notes.length === 0 ? undefined : keeperOf(notes);
	}

	/** The server allows two notes with one number (design rule 4): the later one gives way. */
	private async writeNote(note: DeliveryNote): Promise<string> {
		const { location } = await this.connection.serverInfo();
		const body = {
			transactionNumber: this.number,
			transactionType: { id: TRANSACTION_TYPE.adjustment },
			transactionDate: Math.floor(this.connection.now() / 1000) * 1000 - 5000,
			inventory: { id: await inventoryIdOf(this.connection, location.id) },
			comment: toNote(note),
			transactionEntries: [],
		};
		const answer = await this.connection.post(apiPath('generic', 'transaction'), body);
		const { id } = transactionSchema.parse(recordSchema.parse(answer).data);
		if (keeperOf(await this.findNotes()).id === id) return id;
		await this.connection.delete(apiPath('generic', 'transaction', id));
		throw notReceived(
			this.order,
			'another execution is receiving the same delivery',
			'Nothing was booked by this one. Run it again.',
		);
	}

	private async receive(parts: readonly DeliveryPart[], note: DeliveryNote): Promise<void> {
		const path = `${apiPath('purchaseOrders', this.order.id)}/receive`;
		let failure: OpenBoxesError | undefined;
		try {
			await this.connection.post(path, { items: parts.map(toItem) });
		} catch (error) {
			failure = toOpenBoxesError(error);
			if (failure.outcome !== 'unknown')
				throw notReceived(this.order, failure.message.replace(/^OpenBoxes refused: /, ''));
		}
		// An answer is no proof, nor is a failure (design rule 5).
		const now = receivedUnits(await readOrder(this.connection, { orderId: this.order.id }));
		if (now === note.before + note.units) return;
		if (now === note.before && failure) throw failure;
		throw this.unclear(note, now);
	}

	private async finish(id: string, note: DeliveryNote): Promise<void> {
		const comment = toNote({ ...note, isDone: true });
		await this.connection.put(apiPath('generic', 'transaction', id), { comment });
	}

	private otherContent(): OpenBoxesError {
		return notReceived(
			this.order,
			`the delivery reference "${this.request.reference}" is already used for other content`,
			'Nothing was booked. Use another reference for another delivery.',
		);
	}

	private unclear(note: DeliveryNote, received: number): OpenBoxesError {
		return new OpenBoxesError(
			`It is unclear whether delivery "${this.request.reference}" was booked: ${received} units are received, ${note.before} or ${note.before + note.units} were expected`,
			{
				description:
					'Somebody received on this order at the same time. Compare the order in OpenBoxes with the delivery note before you receive it again.',
				outcome: 'unknown',
			},
		);
	}

	private result(
		parts: readonly DeliveryPart[],
		isAlreadyReceived: boolean,
		warnings: string[],
	): DeliveryResult {
		return {
			order: this.order,
			reference: this.request.reference,
			isAlreadyReceived,
			parts: parts.map(({ line, ...part }) => ({ ...part, orderItemId: line.id, closed: 0 })),
			receipts: [],
			warnings,
		};
	}
}

/** Receives a delivery through the documented call, exactly once for its reference. */
export async function receiveDocumentedOrder(
	connection: Connection,
	request: DeliveryRequest,
): Promise<DeliveryResult> {
	const { location } = await connection.serverInfo();
	return await whileAlone(connection.key, [orderKey(request.order)], async () => {
		const order = await readOrder(connection, request.order);
		requireOrderHere(order, location, false);
		if (request.closeShort || request.lines.some((line) => line.closeShort)) {
			throw notReceived(order, 'this server offers no way to close a line short');
		}
		return await new DocumentedReceiving(connection, request, order).run();
	});
}
