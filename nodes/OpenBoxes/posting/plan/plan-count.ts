import type { RequestedLine } from '../write/posting-request';
import { lotObjection, LotPlacer, type PlacedLine } from './place-lots';
import { withLotDates } from '../../lines/lot-dates';
import { ensureLot } from '../../stock/lots';
import { LotNames } from '../../stock/lot-names';
import { readLots } from '../../stock/availability';
import { LotDirectory } from '../../stock/lot-directory';
import { heldUnits, lotKey, ofLotKey, type LotRow } from '../../stock/rules/lot';
import { KEEP_MS } from '../../stock/tally';
import type { ResolvedLocation } from '../../catalogue/locations';
import type { ResolvedProduct } from '../../catalogue/products';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { supports } from '../../transport/server';
import { LotBookings } from '../read/lot-bookings';
import { readNewestMoves } from '../read/newest-moves';
import { balanceOf } from '../rules/lot-balance';
import { addTo } from '../../../shared/sums';

export interface CountToPlan {
	/** A quantity may be 0. */
	lines: ReadonlyArray<{ line: RequestedLine; product: ResolvedProduct }>;
	createsLots: boolean;
	/** Whether lots and bins of these products that no line names are set to 0. */
	zeroUnlisted: boolean;
}

/** One lot in one bin: what was counted, and what OpenBoxes has. */
export interface PlannedCount {
	product: ResolvedProduct;
	/** Empty for a lot that is still to be made. */
	lotId: string;
	lotNumber: string;
	binId?: string;
	binName?: string;
	counted: number;
	before: number;
}

/** A count as it is to be booked. */
export interface CountPlan {
	counts: PlannedCount[];
	/** IDs of the transactions that `before` holds. */
	seen: ReadonlySet<string>;
	warnings: string[];
}

/** Times that stock in motion is waited for. */
const MOST_WAITS = 3;

/** Stock of the products, and what is known of it. */
interface SettledStock {
	rows: LotRow[];
	/** Whether what was booked a moment ago may not be in the rows, and the ledger tells it. */
	hasUnshown: boolean;
	/** IDs of the transactions that the rows hold. */
	seen: ReadonlySet<string>;
	/** Units that came into lots and bins right before the count, by `lotKey`. */
	arrived: ReadonlyMap<string, number>;
}

/**
 * Stock of the products as it is now. Figures follow what was booked some seconds late
 * (stock-and-transactions.md#refresh), and a difference to an old figure would book the last sales twice: so a product
 * that moved in the last half minute is waited for.
 */
async function settledRows(
	connection: Connection,
	location: ResolvedLocation,
	inventoryId: string,
	productIds: readonly string[],
): Promise<SettledStock> {
	const isDelayed = supports(await connection.serverInfo(), 'availabilityTable');
	const justBefore = connection.now() - KEEP_MS;
	const arrived = new Map<string, number>();
	const noted = new Set<string>();
	for (let wait = 0; ; wait++) {
		const ledger = await readNewestMoves(connection, inventoryId);
		const rows = await readLots(connection, location.id, productIds);
		for (const { id, time, takes } of ledger?.moves ?? []) {
			if (noted.has(id) || time < justBefore) continue;
			noted.add(id);
			for (const [key, taken] of takes) if (taken < 0) addTo(arrived, key, -taken);
		}
		const stock = {
			...{ rows, arrived, seen: ledger?.ids ?? new Set() },
			hasUnshown: isDelayed && ledger !== undefined,
		};
		if (!isDelayed) return stock;
		const keys = new Set(rows.map(lotKey));
		const moves = (ledger?.moves ?? []).filter(({ takes }) =>
			[...takes.keys()].some((key) => keys.has(key)),
		);
		const last = moves.reduce((latest, { time }) => Math.max(latest, time), 0);
		// A second more, because the server's times are whole seconds.
		const left = last + KEEP_MS + 1000 - connection.now();
		if (left <= 0) return stock;
		if (wait === MOST_WAITS)
			throw new OpenBoxesError('The count was not recorded: its products are moving right now', {
				description:
					'OpenBoxes shows what was sold some seconds later, so that the difference to the count is not known. Run it again in a quiet moment.',
			});
		await connection.pause(left);
	}
}

/** A lot that was received just now lies there before any figure shows it. */
async function unshown(bookings: LotBookings, key: string): Promise<number> {
	const booked = await bookings.of(key);
	return booked === undefined ? 0 : balanceOf(booked);
}

async function place(
	connection: Connection,
	placer: LotPlacer,
	{ line, product }: CountToPlan['lines'][number],
	createsLots: boolean,
): Promise<PlacedLine> {
	const placed = await placer.place(line, product, createsLots);
	const reason = placed.found ? await lotObjection(connection, placed.found) : placed.reason;
	if (placed.found && reason === undefined) return placed.found;
	throw new OpenBoxesError(
		`The count was not recorded: line ${line.position} (${product.code} ${product.name}): ${reason}`,
		{ description: 'Nothing of it was written. Correct the line and run it again.' },
	);
}

/** A new lot has one expiration date, which is known before the first one is made. */
function withOneDate(placed: readonly PlacedLine[]): PlacedLine[] {
	const isNew = ({ lot }: PlacedLine): boolean => !('id' in lot);
	const lots = placed.filter(isNew).map(({ line: { position }, product, lot }) => {
		return { position, product, lot: lot.number, expiry: lot.expiry };
	});
	const dated = withLotDates(lots, ({ product }) => product.id);
	if (dated.reason !== undefined) {
		throw new OpenBoxesError(`The count was not recorded: ${dated.reason}`, {
			description: 'Nothing of it was written. Correct the lines and run it again.',
		});
	}
	const dates = new Map(dated.value.map(({ position, expiry }) => [position, expiry]));
	return placed.map((one) =>
		isNew(one) ? { ...one, lot: { ...one.lot, expiry: dates.get(one.line.position) } } : one,
	);
}

/** Nobody can have counted what came in right before: it is left, and named. */
async function arrivalsLeft(
	connection: Connection,
	{ rows, arrived }: SettledStock,
	products: ReadonlyMap<string, ResolvedProduct>,
	planned: ReadonlyMap<string, PlannedCount>,
): Promise<string[]> {
	const directory = new LotDirectory(connection, []);
	const ofRows = new Map(rows.map((row) => [lotKey(row), row.productId]));
	const warnings: string[] = [];
	for (const [key, quantity] of arrived) {
		if (planned.has(key)) continue;
		const { lotId, binId } = ofLotKey(key);
		const productId = ofRows.get(key) ?? (await directory.lot(lotId)).product?.id;
		const product = products.get(productId ?? '');
		if (!product) continue;
		const { number } = await directory.lot(lotId);
		const bin = await directory.bin(binId);
		warnings.push(
			`${product.code} ${product.name}, lot ${number || 'without a number'}${bin ? ` in ${bin}` : ''}: ${quantity} came in a moment ago, and it is not on the list: it was left as it is`,
		);
	}
	return warnings;
}

/** Lots and bins with what was counted in each; new lots are made only when `isReal`. */
export async function planCount(
	connection: Connection,
	at: { location: ResolvedLocation; inventoryId: string },
	{ lines, createsLots, zeroUnlisted }: CountToPlan,
	isReal: boolean,
): Promise<CountPlan> {
	const { location, inventoryId } = at;
	const products = new Map(lines.map(({ product }) => [product.id, product]));
	const stock = await settledRows(connection, location, inventoryId, [...products.keys()]);
	const { rows, seen } = stock;
	const bookings = new LotBookings(connection, inventoryId);
	const onHand = new Map(rows.map((row) => [lotKey(row), heldUnits(row)]));
	const placer = new LotPlacer(connection, rows, new LotNames(connection, location));
	const placed: PlacedLine[] = [];
	for (const line of lines) placed.push(await place(connection, placer, line, createsLots));
	const planned = new Map<string, PlannedCount>();
	for (const { line, product, lot, bin } of withOneDate(placed)) {
		const lotId = 'id' in lot ? lot.id : isReal ? (await ensureLot(connection, lot)).id : '';
		const key = lotKey({ lotId: lotId || `${product.id}|${lot.number}`, binId: bin?.id });
		const known = planned.get(key);
		if (known) known.counted += line.quantity;
		else {
			const figure = onHand.get(key);
			const isUnshown = figure === undefined && lotId !== '' && stock.hasUnshown;
			planned.set(key, {
				...{ product, lotId, lotNumber: lot.number, binId: bin?.id, binName: bin?.name },
				counted: line.quantity,
				before: isUnshown ? await unshown(bookings, key) : (figure ?? 0),
			});
		}
	}
	if (!zeroUnlisted) return { counts: [...planned.values()], seen, warnings: [] };
	for (const row of rows) {
		const product = products.get(row.productId);
		if (!product || planned.has(lotKey(row)) || heldUnits(row) === 0) continue;
		if (stock.arrived.has(lotKey(row))) continue;
		const { lotId, lotNumber, binId, binName } = row;
		planned.set(lotKey(row), {
			...{ product, lotId, lotNumber, binId, binName },
			...{ counted: 0, before: heldUnits(row) },
		});
	}
	const warnings = await arrivalsLeft(connection, stock, products, planned);
	return { counts: [...planned.values()], seen, warnings };
}
