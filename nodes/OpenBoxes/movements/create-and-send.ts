import type { LotRow } from '../stock/rules/lot';
import { WorkingStock, allocateLine } from '../stock/rules/allocate';
import { shortageText, toPickedLot, type NamedPick } from './rules/pick-lines';
import { fitsPackingList, type PackedPick, type PackingExtras } from './rules/packing-list';
import { readLots } from '../stock/availability';
import { whileAlone } from '../once/in-flight';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { supports } from '../transport/server';
import {
	checkNewMovement,
	createMovement,
	findByReference,
	type NewMovement,
} from './create-movement';
import { fulfil } from './fulfilment';
import type { ResolvedMovementLine } from './movement-lines';
import { movementLabel, movementPath, readMovement, type MovementRecord } from './movement-record';
import { requireOpenSource } from '../transport/open-source-only';
import { sendMovement, type SendOutcome, type SendRequest } from './send';

interface CreateAndSendOutcome extends SendOutcome {
	/** Found by its reference; nothing was written. */
	existed: boolean;
	warnings: string[];
}

/** One line per lot that is to leave, or why the lines cannot be served. */
function planLots(
	lines: readonly ResolvedMovementLine[],
	rows: readonly LotRow[],
	today: string,
): { picks: Array<PackedPick & PackingExtras>; reason?: undefined } | { reason: string } {
	const stock = new WorkingStock(rows);
	const picks: Array<PackedPick & PackingExtras> = [];
	// Lines with a lot or bin first, so that no other line takes it away.
	const isBound = (line: ResolvedMovementLine): number =>
		Number(line.lot !== undefined) + Number(line.bin !== undefined);
	for (const line of [...lines].sort((a, b) => isBound(b) - isBound(a))) {
		const ofProduct = rows.filter((row) => row.productId === line.product.id);
		const label = `line ${line.position} (${[ofProduct[0]?.productCode ?? line.product.code, line.product.name].filter(Boolean).join(' ') || line.product.id})`;
		const place = findPlace(line, ofProduct);
		if (place.reason !== undefined) return { reason: `${label}: ${place.reason}` };
		const plan = allocateLine(
			stock,
			{ productId: line.product.id, quantity: line.quantity, ...place },
			{ choice: 'saleable', today, shortage: 'fail' },
		);
		if (plan.missing > 0) {
			const where = [line.lot && ` of lot ${line.lot}`, line.bin && ` in ${line.bin}`];
			return { reason: shortageText(label, line.quantity, plan, where.filter(Boolean).join('')) };
		}
		for (const pick of plan.picks) {
			picks.push({
				...toPickedLot(pick),
				productId: line.product.id,
				pallet: line.pallet,
				box: line.box,
				recipientId: line.recipientId,
			});
		}
	}
	return { picks };
}

function findPlace(
	line: ResolvedMovementLine,
	rows: readonly LotRow[],
): { lotId?: string; binId?: string; reason?: undefined } | { reason: string } {
	const same = (a: string | undefined, b: string): boolean =>
		(a ?? '').trim().toLowerCase() === b.trim().toLowerCase();
	const { lot, bin } = line;
	const ofLot = rows.find(
		(row) => lot !== undefined && (row.lotId === lot || same(row.lotNumber, lot)),
	);
	if (lot !== undefined && !ofLot) return { reason: `the origin has no lot "${lot}" of it` };
	const ofBin = rows.find(
		(row) => bin !== undefined && (row.binId === bin || same(row.binName, bin)),
	);
	if (bin !== undefined && !ofBin)
		return { reason: `the origin has nothing of it in bin "${bin}"` };
	return { lotId: ofLot?.lotId, binId: ofBin?.binId };
}

function namedPicks(lines: readonly ResolvedMovementLine[]): NamedPick[] {
	const named = new Set(
		lines
			.filter((line) => line.lot !== undefined || line.bin !== undefined)
			.map((line) => line.product.id),
	);
	return lines
		.filter((line) => named.has(line.product.id))
		.map((line) => ({
			productId: line.product.id,
			quantity: line.quantity,
			lot: line.lot,
			bin: line.bin,
		}));
}

/** Step by step, where one call does not exist or could be misread. */
async function inSteps(
	connection: Connection,
	movement: NewMovement,
	request: SendRequest,
): Promise<SendOutcome> {
	const record = await createMovement(connection, movement);
	const { originManagesStock } = record.way;
	const named = originManagesStock ? namedPicks(movement.lines) : request.named;
	try {
		return await sendMovement(connection, record, { ...request, named });
	} catch (error) {
		throw await takeBack(connection, record, toOpenBoxesError(error));
	}
}

/** A movement that could not be sent is deleted again, unless it may have left. */
async function takeBack(
	connection: Connection,
	record: MovementRecord,
	error: OpenBoxesError,
): Promise<OpenBoxesError> {
	const advice = `${movementLabel(record)} was created and stays where it is (ID ${record.movement.id}): use Send on it, or Delete.`;
	const stays = new OpenBoxesError(error.message, {
		description: [error.description, advice].filter(Boolean).join(' '),
		httpStatus: error.httpStatus,
		outcome: 'unknown',
		cause: error.failureCause,
	});
	if (error.outcome !== 'refused') return stays;
	try {
		await connection.delete(movementPath(record.movement.id));
	} catch {
		return stays;
	}
	return new OpenBoxesError(error.message, {
		description: 'Nothing was sent, and the movement that was made for it was deleted again.',
		httpStatus: error.httpStatus,
	});
}

async function inOneCall(
	connection: Connection,
	movement: NewMovement,
	request: SendRequest,
): Promise<SendOutcome | undefined> {
	const ids = movement.lines.map((line) => line.product.id);
	const rows = await readLots(connection, movement.originId, ids);
	// Nothing at all: a supplier, whose goods are not picked, or a wrong place; the steps will tell.
	if (rows.length === 0) return undefined;
	const plan = planLots(movement.lines, rows, request.today);
	if (plan.reason !== undefined) {
		throw new OpenBoxesError(`The stock movement was not created: ${plan.reason}`, {
			description: 'Nothing was written. Ask for less, or bring stock in first.',
		});
	}
	if (!fitsPackingList(plan.picks, rows)) return undefined;
	return await fulfil(connection, movement, request, plan.picks, rows);
}

/**
 * Creates a movement and ships it: in one call where the server has it and understands the lots, else
 * step by step. With a reference that exists already nothing is written.
 */
export async function createAndSend(
	connection: Connection,
	movement: NewMovement,
	request: SendRequest,
): Promise<CreateAndSendOutcome> {
	await requireOpenSource(connection, 'a call that sends a stock movement');
	checkNewMovement(movement);
	const { reference } = movement;
	const work = async (): Promise<CreateAndSendOutcome> => {
		const [known] =
			reference === undefined ? [] : await findByReference(connection, movement, reference);
		if (known) return await existing(connection, known.id, reference ?? '');
		const server = await connection.serverInfo();
		const needsSteps = !supports(server, 'fulfillments') || movement.isRequest;
		const sent = needsSteps ? undefined : await inOneCall(connection, movement, request);
		const outcome = sent ?? (await inSteps(connection, movement, request));
		return { ...outcome, existed: false, warnings: [] };
	};
	if (reference === undefined) return await work();
	return await whileAlone(connection.key, [`movement|${movement.originId}|${reference}`], work);
}

async function existing(
	connection: Connection,
	id: string,
	reference: string,
): Promise<CreateAndSendOutcome> {
	const record = await readMovement(connection, id);
	const isSent = ['shipped', 'partiallyReceived', 'received'].includes(record.status);
	if (!isSent) {
		throw new OpenBoxesError(
			`${movementLabel(record)} has the reference "${reference}" already, but was not sent (${record.status})`,
			{
				description: `Use Send on it (ID ${id}), or delete it and run this again. Nothing was written.`,
			},
		);
	}
	return { record, lots: [], corrected: 0, existed: true, warnings: [] };
}
