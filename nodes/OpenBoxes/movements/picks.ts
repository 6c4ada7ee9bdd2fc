import { pageOfPacksSchema, pageOfPicksSchema, type PackRow, type PickRow } from '../schemas';
import type { LotRow } from '../stock/rules/lot';
import { expiryDay } from '../values/moment';
import {
	isPickedByOthers,
	packFault,
	pickFault,
	planPicks,
	type LinePicks,
	type NamedPick,
	type PickedLot,
} from './rules/pick-lines';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { takeStep } from './change-status';
import { movementError, movementPath, refusedFor, type MovementRecord } from './movement-record';
import { toOpenBoxesError } from '../transport/openboxes-error';
import { gaveNoAnswer } from '../transport/server-refusal';

/** Lots to pick, and the day that decides what is expired. */
export interface PickChoice {
	named: readonly NamedPick[];
	/** `yyyy-MM-dd`. */
	today: string;
}

/** What was picked for the lines, and how many lines had to be picked anew. */
export interface PickOutcome {
	lots: PickedLot[];
	lines: LinePicks[];
	corrected: number;
}

function toLotRow(item: PickRow['availableItems'][number], productId: string): LotRow {
	const available = item.quantityAvailable ?? 0;
	return {
		productId,
		lotId: item['inventoryItem.id'],
		lotNumber: item.lotNumber ?? '',
		expiry: expiryDay(item.expirationDate),
		binId: item['binLocation.id'] ?? item.binLocation?.id ?? undefined,
		binName: item['binLocation.name'] ?? undefined,
		available,
		onHand: item.quantityOnHand ?? available,
		status: item.status ?? 'AVAILABLE',
	};
}

function toLinePicks(row: PickRow): LinePicks {
	const productId = row.productId ?? row.product?.id ?? '';
	return {
		lineId: row['requisitionItem.id'],
		productId,
		label: [row.productCode, row['product.name']].filter(Boolean).join(' '),
		required: row.quantityRequired,
		picks: row.picklistItems.map((pick) => ({
			lotId: pick['inventoryItem.id'] ?? '',
			lotNumber: pick.lotNumber ?? '',
			expiry: expiryDay(pick.expirationDate),
			binId: pick['binLocation.id'] ?? undefined,
			binName: pick['binLocation.name'] ?? undefined,
			quantity: pick.quantityPicked,
		})),
		rows: row.availableItems.map((item) => toLotRow(item, productId)),
	};
}

/**
 * All lines with their picks. Only for a movement that is to be picked: up to 0.9.1 this very read
 * picks what is not picked yet (stock-movements.md#read).
 */
async function readPicks(connection: Connection, record: MovementRecord): Promise<LinePicks[]> {
	const page = pageOfPicksSchema.parse(
		await connection.get(movementPath(record.movement.id, 'stockMovementItems'), {
			stepNumber: 4,
			refreshPicklistItems: false,
		}),
	);
	return page.data.map(toLinePicks).filter((line) => line.required > 0);
}

async function writePicks(
	connection: Connection,
	record: MovementRecord,
	line: LinePicks,
	picks: readonly PickedLot[],
): Promise<void> {
	const body = {
		picklistItems: picks.map((pick) => ({
			id: '',
			inventoryItem: { id: pick.lotId },
			binLocation: { id: pick.binId ?? '' },
			quantityPicked: pick.quantity,
		})),
		reasonCode: '',
	};
	const path = apiPath('stockMovementItems', line.lineId, 'updatePicklist');
	try {
		await connection.post(path, body);
	} catch (error) {
		// It replaces the picks of the line, so sending it again does no harm (stock-movements.md#send).
		if (!gaveNoAnswer(error)) throw refusedFor(record, 'picked', error, NOT_SENT);
		await connection.post(path, body);
	}
}

const NOT_SENT = 'Nothing was shipped. What is picked stays reserved for this movement.';

/** Gives the reserved stock back when the movement cannot be picked as it must be. */
export async function releasePicks(
	connection: Connection,
	record: MovementRecord,
	lines: readonly LinePicks[],
): Promise<void> {
	try {
		await connection.post(movementPath(record.movement.id, 'status'), {
			status: 'PICKING',
			clearPicklist: true,
		});
	} catch (error) {
		// So it answers, and releases nothing, when others picked the same.
		if (toOpenBoxesError(error).httpStatus !== 400)
			throw refusedFor(record, 'released', error, NOT_SENT);
		for (const line of lines) await clearLine(connection, record, line);
	}
}

async function clearLine(
	connection: Connection,
	record: MovementRecord,
	{ lineId }: LinePicks,
): Promise<void> {
	try {
		await connection.post(apiPath('stockMovementItems', lineId, 'clearPicklist'), {});
	} catch (error) {
		throw refusedFor(record, 'released', error, NOT_SENT);
	}
}

/**
 * Brings a movement to picking and checks every pick: the server's own picking takes expired lots
 * first, and its pick list accepts any lot (stock-movements.md#status). Lines with a bad pick are picked anew
 * from what the pick page shows.
 *
 * @param wasRefused the server would not pack what is picked
 */
export async function pickLines(
	connection: Connection,
	record: MovementRecord,
	{ named, today }: PickChoice,
	wasRefused = false,
): Promise<PickOutcome> {
	if (record.status !== 'picking') {
		// With lots named by the user the server is not asked to choose any first.
		const body = { status: 'PICKING', createPicklist: named.length === 0 };
		await takeStep(connection, record, body, 'picking');
	}
	const lines = await readPicks(connection, record);
	if (lines.length === 0) {
		throw movementError(record, 'picked', 'it has no lines', 'Add items to it first.');
	}
	const faulty = lines.filter(
		(line) =>
			pickFault(line, today) !== undefined ||
			(wasRefused && isPickedByOthers(line)) ||
			named.some((pick) => pick.productId === line.productId),
	);
	const foreign = named.find((pick) => lines.every((line) => line.productId !== pick.productId));
	const plan = foreign
		? { reason: `no line asks for product ${foreign.productId}, for which a lot is given` }
		: planPicks(lines, faulty, named, today);
	if (plan.reason !== undefined) {
		await releasePicks(connection, record, lines);
		throw movementError(
			record,
			'picked',
			plan.reason,
			'Nothing was shipped and nothing stays reserved. Change the line, or bring stock in first.',
		);
	}
	for (const line of faulty) {
		await writePicks(connection, record, line, plan.lines.get(line.lineId) ?? []);
	}
	const lots = lines.flatMap((line) => plan.lines.get(line.lineId) ?? line.picks);
	return { lots, lines, corrected: faulty.length };
}

/** What lies in the shipment. */
export async function readPacks(
	connection: Connection,
	record: MovementRecord,
): Promise<PackRow[]> {
	const page = pageOfPacksSchema.parse(
		await connection.get(movementPath(record.movement.id, 'stockMovementItems'), {
			stepNumber: 5,
		}),
	);
	return page.data;
}

/**
 * Reads back what would leave, and refuses an empty, expired or recalled content: the server ships it
 * with status 200 (stock-movements.md#status).
 */
export async function checkPacks(
	connection: Connection,
	record: MovementRecord,
	today: string,
	expected?: readonly PickedLot[],
): Promise<PackRow[]> {
	const packs = await readPacks(connection, record);
	if (packs.length === 0) {
		throw movementError(
			record,
			'sent',
			'there is nothing in its shipment',
			'Use Send on a movement with lines, or set it to "picked" again.',
		);
	}
	for (const pack of packs) {
		const fault = packFault(
			{ ...pack, expiry: expiryDay(pack.expirationDate), quantity: pack.quantityShipped },
			today,
		);
		if (fault === undefined) continue;
		throw movementError(
			record,
			'sent',
			`${pack.productCode ?? 'a product'}: ${fault}`,
			'Change the quantity of that line, which makes OpenBoxes pick it anew, or delete the movement and create it again.',
		);
	}
	const wanted = expected?.reduce((sum, lot) => sum + lot.quantity, 0);
	const packed = packs.reduce((sum, pack) => sum + pack.quantityShipped, 0);
	if (wanted !== undefined && wanted !== packed) {
		throw movementError(
			record,
			'sent',
			`${packed} units are in its shipment instead of ${wanted}`,
			'Nothing was shipped. Look at it in OpenBoxes: somebody else may have changed it.',
		);
	}
	return packs;
}

/** Total of a shipment for messages and comparison. */
export function asLots(packs: readonly PackRow[]): PickedLot[] {
	return packs.map((pack) => ({
		productCode: pack.productCode ?? undefined,
		lotId: '',
		lotNumber: pack.lotNumber ?? '',
		expiry: expiryDay(pack.expirationDate),
		binName: pack.binLocationName ?? undefined,
		quantity: pack.quantityShipped,
	}));
}
