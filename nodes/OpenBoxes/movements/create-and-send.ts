import { inventoryIdOf } from '../catalogue/inventory-id';
import { namedUnknown, requireKnown } from '../catalogue/unknown-ids';
import { readLots } from '../stock/availability';
import { lotKey, type LotRow } from '../stock/rules/lot';
import { readStockNow } from '../posting/plan/seen-stock';
import { doOnce, type OnceOutcome, type StillAbsent } from '../once/do-once';
import type { Connection } from '../transport/connection';
import { requireOpenSource } from '../transport/open-source-only';
import { isDatabaseRefusal } from '../transport/server-refusal';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { supports } from '../transport/server';
import { completeMovement, NOT_CREATED, writeMovement } from './create-movement';
import { checkFulfilment, postFulfilment } from './fulfilment';
import { movementLabel, movementPath, readMovement, type MovementRecord } from './movement-record';
import { checkNewMovement, idsOf, type NewMovement } from './new-movement';
import { namedPicks, planLots } from './plan-shipment';
import { movementOnce, storedDescription } from './referenced-movement';
import { fitsPackingList, type PackedPick, type PackingExtras } from './rules/packing-list';
import { hasLeft } from './rules/movement-status';
import { sendMovement, shipmentTypeOf, type SendOutcome, type SendRequest } from './send';

interface CreateAndSendOutcome extends SendOutcome {
	/** Found by its reference; nothing was written. */
	existed: boolean;
	warnings: string[];
}

/** Time that another run gets to send the movement it has just created, before this run goes on with it. */
const OTHER_RUN_MS = [500, 1000, 2000, 4000];

/** Age up to which another run may still work on a draft, clocks a little apart included. */
const YOUNG_MS = 20_000;

/** Share of a lot from which on what others took within the last seconds is looked up. */
const NOTICEABLE_SHARE = 0.25;

/** One movement on its way out: made in one call where the server has it, else as a draft that is sent. */
class Shipping {
	private made?: MovementRecord;

	/** What left in the one call. */
	private picks?: Array<PackedPick & PackingExtras>;

	constructor(
		private readonly connection: Connection,
		private readonly movement: NewMovement,
		private readonly request: SendRequest,
	) {}

	async write(before?: StillAbsent): Promise<MovementRecord> {
		const { connection, movement } = this;
		const server = await connection.serverInfo();
		// The one call keeps no comments of lines.
		const fitsOneCall = !movement.isRequest && movement.lines.every((line) => !line.comment);
		const hasOneCall = supports(server, 'fulfillments') && fitsOneCall;
		try {
			this.made = hasOneCall ? await this.inOneCall(before) : undefined;
			this.made ??= await writeMovement(connection, movement, before);
		} catch (error) {
			throw await namedUnknown(connection, NOT_CREATED, idsOf(movement), error);
		}
		return this.made;
	}

	/** Ends what was begun: checks what left, or sends the draft. */
	async finish(id: string): Promise<SendOutcome> {
		const { connection, made } = this;
		const isOwn = made?.movement.id === id;
		const record = isOwn ? made : await this.afterOthers(id);
		if (hasLeft(record.status)) {
			if (isOwn && this.picks)
				return await checkFulfilment(connection, record, this.picks, this.request);
			return { record, lots: [], corrected: 0, wasSent: true };
		}
		try {
			return await this.send(record);
		} catch (error) {
			const failure = toOpenBoxesError(error);
			const sent = await this.sentByOthers(id, failure);
			if (sent) return { record: sent, lots: [], corrected: 0, wasSent: true };
			throw isOwn ? await takeBack(connection, record, failure) : staysThere(record, failure);
		}
	}

	/**
	 * Only one run sends a draft: the one that made it. Another one goes on when that one has stopped, which shows when
	 * the draft stays as it is.
	 */
	private async afterOthers(id: string): Promise<MovementRecord> {
		const { connection } = this;
		let record = await readMovement(connection, id);
		const age = connection.serverNow() - Date.parse(record.movement.dateCreated ?? '');
		if (!this.made && age > YOUNG_MS) return record;
		for (const ms of OTHER_RUN_MS) {
			if (hasLeft(record.status)) break;
			await connection.pause(ms);
			record = await readMovement(connection, id);
		}
		return record;
	}

	/** A step that the server refuses because another run has just taken it. */
	private async sentByOthers(
		id: string,
		failure: OpenBoxesError,
	): Promise<MovementRecord | undefined> {
		if (failure.httpStatus === undefined) return undefined;
		const isRace =
			failure.httpStatus === 500 && /another transaction|deadlock/i.test(failure.message);
		for (const ms of isRace ? [0, ...OTHER_RUN_MS] : [0]) {
			if (ms > 0) await this.connection.pause(ms);
			const record = await readMovement(this.connection, id);
			if (hasLeft(record.status)) return record;
		}
		return undefined;
	}

	private async send(record: MovementRecord): Promise<SendOutcome> {
		const { connection, movement, request } = this;
		const isUnfinished = record.status === 'draft' && !record.movement.lineItems?.length;
		const whole = isUnfinished ? await completeMovement(connection, record, movement) : record;
		const isPickedAlready = ['picked', 'packed'].includes(whole.status);
		const named =
			whole.way.originManagesStock && !isPickedAlready ? namedPicks(movement.lines) : request.named;
		return await sendMovement(connection, whole, { ...request, named });
	}

	private async inOneCall(before?: StillAbsent): Promise<MovementRecord | undefined> {
		const { connection, movement, request } = this;
		const ids = movement.lines.map((line) => line.product.id);
		let rows = await readLots(connection, movement.originId, ids);
		// Nothing at all: a supplier, whose goods are not picked, or a wrong place; the steps will tell.
		if (rows.length === 0) return undefined;
		let plan = planLots(movement.lines, rows, request.today);
		if (plan.reason === undefined && plan.picks.some((pick) => isNoticeable(pick, rows))) {
			rows = await this.readUntaken(ids, rows);
			plan = planLots(movement.lines, rows, request.today);
		}
		if (plan.reason !== undefined) {
			throw new OpenBoxesError(`The stock movement was not created: ${plan.reason}`, {
				description: 'Nothing was written. Ask for less, or bring stock in first.',
			});
		}
		if (!fitsPackingList(plan.picks, rows)) return undefined;
		this.picks = plan.picks;
		return await postFulfilment(connection, movement, request, { picks: plan.picks, rows, before });
	}

	/** Without what others took and the server does not show yet; tills sell at the store of the credential. */
	private async readUntaken(ids: string[], shown: LotRow[]): Promise<LotRow[]> {
		const { connection, movement } = this;
		const server = await connection.serverInfo();
		const { location } = server;
		if (movement.originId !== location.id || !supports(server, 'availabilityTable')) return shown;
		const inventoryId = await inventoryIdOf(connection, location.id);
		return await readStockNow(connection, { id: location.id, inventoryId }, ids);
	}
}

/** Of a lot of which much more is there, nobody takes the rest within seconds. */
function isNoticeable(pick: PackedPick, rows: readonly LotRow[]): boolean {
	const row = rows.find((one) => lotKey(one) === lotKey(pick));
	return pick.quantity > NOTICEABLE_SHARE * (row?.available ?? 0);
}

function staysThere(record: MovementRecord, error: OpenBoxesError): OpenBoxesError {
	const advice = `${movementLabel(record)} was created and stays where it is (ID ${record.movement.id}): use Send on it, or Delete.`;
	return new OpenBoxesError(error.message, {
		description: [error.description, advice].filter(Boolean).join(' '),
		httpStatus: error.httpStatus,
		outcome: 'unknown',
		cause: error.failureCause,
	});
}

/** A movement that could not be sent is deleted again, unless it may have left. */
async function takeBack(
	connection: Connection,
	record: MovementRecord,
	error: OpenBoxesError,
): Promise<OpenBoxesError> {
	if (error.outcome !== 'refused') return staysThere(record, error);
	try {
		await connection.delete(movementPath(record.movement.id));
	} catch {
		return staysThere(record, error);
	}
	return new OpenBoxesError(error.message, {
		description: 'Nothing was sent, and the movement that was made for it was deleted again.',
		httpStatus: error.httpStatus,
	});
}

/**
 * Creates a movement and ships it: in one call where the server has it and understands the lots, else
 * step by step. With a reference it is sent once, whoever else sends the same; a stopped run is gone on with.
 */
export async function createAndSend(
	connection: Connection,
	movement: NewMovement,
	request: SendRequest,
): Promise<CreateAndSendOutcome> {
	await requireOpenSource(connection, 'a call that sends a stock movement');
	checkNewMovement(movement, storedDescription(movement));
	await requireKnown(connection, NOT_CREATED, [shipmentTypeOf(request.shipment)]);
	const { reference } = movement;
	const shipping = new Shipping(connection, movement, request);
	if (reference === undefined) return await unreferenced(shipping);
	const { done, origin, warnings }: OnceOutcome<SendOutcome> = await doOnce(connection, {
		...movementOnce(connection, movement, reference),
		write: async (stillAbsent) => (await shipping.write(stillAbsent)).movement.id,
		readBack: async ({ id }) => await shipping.finish(id),
	});
	const { record, lots, corrected, wasSent } = done;
	return { record, lots, corrected, wasSent, existed: origin === 'found' && wasSent, warnings };
}

async function unreferenced(shipping: Shipping): Promise<CreateAndSendOutcome> {
	let made: MovementRecord;
	try {
		made = await shipping.write();
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown' || isDatabaseRefusal(failure)) throw failure;
		throw unclearSending(failure);
	}
	return { ...(await shipping.finish(made.movement.id)), existed: false, warnings: [] };
}

function unclearSending(failure: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(
		`It is unclear whether the stock movement was created and sent: ${failure.message}`,
		{
			description:
				'Look into the list of stock movements before you run this again. With the option "Reference" it would be found and never sent twice.',
			outcome: 'unknown',
			cause: failure.failureCause,
		},
	);
}
