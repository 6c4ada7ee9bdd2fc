import { randomBytes } from 'crypto';
import { parseList, parseRecord, transactionSchema } from '../schemas';
import { spreadDelivery, type DeliveryPart } from './rules/delivery';
import { TRANSACTION_TYPE } from '../posting/rules/transaction-type';
import { whileAlone } from '../once/in-flight';
import { inventoryIdOf } from '../catalogue/inventory-id';
import { deleteTransaction } from '../posting/read/ledger';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import {
	nameLines,
	notReceived,
	requestHash,
	resolveArrived,
	type NamedLine,
} from './arrived-lines';
import type { DeliveryRequest, DeliveryResult } from './delivery-request';
import { readOrder, type OrderRecord } from '../orders/order-record';
import { doOnce } from '../once/do-once';
import type { MarkedRow } from '../once/rules/keeper';
import { orderKey, requireOrderHere } from './delivery-order';

/** What the note about a delivery says. */
interface DeliveryNote {
	hash: string;
	/** Units of the whole order that were received before it. */
	before: number;
	units: number;
	isDone: boolean;
	/** Of the run that goes on with it after another one was stopped. */
	signature?: string;
}

/** A note as it is stored. */
interface NoteRow extends MarkedRow {
	note: DeliveryNote;
}

const NOTE =
	/^n8n delivery ([0-9a-f]{8}): (\d+) units after (\d+)( received)?(?: by ([0-9a-f]{8}))?/;
/** Longer than a call takes: after so long the run that wrote a note was stopped. */
const LEASE_MS = 60_000;
/** A note of this age needs no waiting, even when the clocks differ. */
const LONG_AGO_MS = 600_000;
const LOOK_MS = 5000;

function toNote({ hash, units, before, isDone, signature }: DeliveryNote): string {
	const by = signature === undefined ? '' : ` by ${signature}`;
	return `n8n delivery ${hash}: ${units} units after ${before}${isDone ? ' received' : ''}${by}`;
}

function readNote(comment: string | null | undefined): DeliveryNote | undefined {
	const match = NOTE.exec(comment ?? '');
	if (!match) return undefined;
	const [, hash, units, before, done, signature] = match;
	return {
		hash,
		units: Number(units),
		before: Number(before),
		isDone: done !== undefined,
		signature,
	};
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
 * Receiving on a server of the documented kind. Its one call keeps no reference, so a transaction without lines, which
 * moves nothing, notes the delivery before the call and its end after it. A note of a run that may still work is given a
 * minute. What a proxy sends twice cannot be told from what others receive: it is named, not taken back.
 */
class DocumentedReceiving {
	private readonly number: string;

	private warnings: string[] = [];

	constructor(
		private readonly connection: Connection,
		private readonly request: DeliveryRequest,
		private order: OrderRecord,
	) {
		this.number = `${order.number || order.id}~D~${request.reference}`;
	}

	async run(): Promise<DeliveryResult> {
		const { connection, request, order } = this;
		const named = await nameLines(connection, order, request.lines);
		const hash = requestHash(order, request, named);
		const { done, warnings } = await doOnce<NoteRow, DeliveryResult>(connection, {
			subject: `a note of delivery "${request.reference}"`,
			key: this.number,
			find: async () => await this.findNotes(),
			difference: ({ note }) =>
				note.hash === hash ? undefined : `${note.units} units in all, after ${note.before}`,
			write: async () => {
				const received = receivedUnits(order);
				const parts = await this.plan(named);
				const units = parts.reduce((sum, part) => sum + part.quantity, 0);
				return await this.writeNote({ hash, units, before: received, isDone: false });
			},
			takeBack: async ({ id }) => await deleteTransaction(connection, id),
			readBack: async (row, origin) => await this.book(row, origin, named),
		});
		return { ...done, warnings: [...done.warnings, ...warnings] };
	}

	private async plan(named: readonly NamedLine[]): Promise<DeliveryPart[]> {
		const { connection, request, order } = this;
		const ofOthers = new Map<string, number>();
		const arrived = await resolveArrived(connection, request, order, { named, open: [], ofOthers });
		const spread = spreadDelivery(arrived.lines, { allowMore: request.allowMore });
		if (spread.reason !== undefined) throw notReceived(order, spread.reason);
		this.warnings = arrived.warnings;
		return spread.value;
	}

	/** Receives what a note stands for, unless that is done; a note of another run first gets its time. */
	private async book(
		row: NoteRow,
		origin: 'written' | 'found',
		named: readonly NamedLine[],
	): Promise<DeliveryResult> {
		const { connection } = this;
		if (origin === 'written') return await this.bookNow(row, this.order, named);
		for (let waited = 0; ; waited += LOOK_MS) {
			const current = (await this.findNotes()).find(({ id }) => id === row.id);
			if (!current) throw this.gone();
			this.order = await readOrder(connection, { orderId: this.order.id });
			const received = receivedUnits(this.order);
			const { note } = current;
			if (note.isDone) return this.result([], true);
			if (received === note.before + note.units) {
				await this.finish(row.id, note);
				return this.result([], true);
			}
			if (received !== note.before) throw this.unclear(note, received);
			const isOld = Date.parse(row.dateCreated ?? '') < connection.serverNow() - LONG_AGO_MS;
			if (waited >= LEASE_MS || isOld) return await this.takeOver(current, named);
			await connection.pause(LOOK_MS);
		}
	}

	/** The run that wrote the note was stopped; of several that go on with it the last one that signs it does. */
	private async takeOver(row: NoteRow, named: readonly NamedLine[]): Promise<DeliveryResult> {
		const { connection } = this;
		const signature = randomBytes(4).toString('hex');
		const signed = { ...row.note, signature };
		await connection.put(apiPath('generic', 'transaction', row.id), { comment: toNote(signed) });
		await connection.pause(LOOK_MS);
		const current = (await this.findNotes()).find(({ id }) => id === row.id);
		if (current?.note.signature !== signature) throw this.gone();
		return await this.bookNow({ ...row, note: signed }, this.order, named);
	}

	private async bookNow(
		{ id, note }: NoteRow,
		order: OrderRecord,
		named: readonly NamedLine[],
	): Promise<DeliveryResult> {
		const parts = await this.plan(named);
		try {
			await this.receive(parts, { ...note, before: receivedUnits(order) });
		} catch (error) {
			// What the server refused has not arrived; corrected lines come under the same number.
			if (toOpenBoxesError(error).outcome !== 'unknown')
				await deleteTransaction(this.connection, id);
			throw toOpenBoxesError(error);
		}
		await this.finish(id, note);
		return this.result(parts, false);
	}

	private async findNotes(): Promise<NoteRow[]> {
		return parseList(
			await this.connection.search('transaction', [
				{ property: 'transactionNumber', value: this.number },
			]),
			transactionSchema,
		).map(({ id, dateCreated, comment }) => ({
			id,
			dateCreated,
			note: readNote(comment) ?? { hash: '', units: 0, before: 0, isDone: false },
		}));
	}

	private async writeNote(note: DeliveryNote): Promise<string> {
		const { location } = await this.connection.serverInfo();
		const answer = await this.connection.post(apiPath('generic', 'transaction'), {
			transactionNumber: this.number,
			transactionType: { id: TRANSACTION_TYPE.adjustment },
			transactionDate: Math.floor(this.connection.serverNow() / 1000) * 1000 - 5000,
			inventory: { id: await inventoryIdOf(this.connection, location.id) },
			comment: toNote(note),
			transactionEntries: [],
		});
		return parseRecord(answer, transactionSchema).id;
	}

	private async receive(parts: readonly DeliveryPart[], note: DeliveryNote): Promise<void> {
		const path = `${apiPath('purchaseOrders', this.order.id)}/receive`;
		let failure: OpenBoxesError | undefined;
		try {
			await this.connection.post(path, { items: parts.map(toItem) });
		} catch (error) {
			failure = toOpenBoxesError(error);
			if (failure.isFatal) throw failure;
		}
		// Neither an answer nor a refusal is a proof (stock-rules.md#read-back): of a call that came twice, or that was
		// committed late, the second one is refused because the first one booked everything.
		const now = receivedUnits(await readOrder(this.connection, { orderId: this.order.id }));
		if (now === note.before + note.units) return;
		if (now !== note.before || !failure) throw this.unclear(note, now);
		if (failure.outcome === 'unknown') throw failure;
		throw notReceived(this.order, failure.reason);
	}

	private async finish(id: string, note: DeliveryNote): Promise<void> {
		const comment = toNote({ ...note, isDone: true });
		await this.connection.put(apiPath('generic', 'transaction', id), { comment });
	}

	private gone(): OpenBoxesError {
		return notReceived(
			this.order,
			'another execution is receiving the same delivery',
			'Nothing was booked by this one. Run it again.',
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

	private result(parts: readonly DeliveryPart[], isAlreadyReceived: boolean): DeliveryResult {
		return {
			order: this.order,
			reference: this.request.reference,
			isAlreadyReceived,
			parts: parts.map(({ line, ...part }) => ({ ...part, orderItemId: line.id, closed: 0 })),
			receipts: [],
			warnings: this.warnings,
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
