import { allocateLine, WorkingStock, type Pick } from '../../stock/rules/allocate';
import { isWithheld, lotKey, type LotRow } from '../../stock/rules/lot';
import { placeNamed, strictestFirst, type NamedPlace } from '../../stock/rules/named-places';

/** A lot and bin with a quantity that is or shall be picked. */
export interface PickedLot {
	/** Known where lots of several products stand together. */
	productCode?: string;
	lotId: string;
	lotNumber: string;
	expiry?: string;
	binId?: string;
	binName?: string;
	quantity: number;
}

/** A line with its picks and what may be picked for it. */
export interface LinePicks {
	lineId: string;
	productId: string;
	/** Code and name, for messages. */
	label: string;
	required: number;
	picks: PickedLot[];
	/** Stock of the product; what this line has picked already counts as available. */
	rows: LotRow[];
}

/** Lots that a user named for a product. */
export interface NamedPick {
	productId: string;
	quantity: number;
	/** Lot number or id. */
	lot?: string;
	/** Name or id of a bin. */
	bin?: string;
	/** `yyyy-MM-dd`, where two lots have one number. */
	expiry?: string;
}

type PickPlan =
	{ lines: Map<string, PickedLot[]>; reason?: undefined } | { lines?: undefined; reason: string };

/** Why the picks of a line must not be shipped; undefined when they may. */
export function pickFault(line: LinePicks, today: string): string | undefined {
	const total = line.picks.reduce((sum, pick) => sum + pick.quantity, 0);
	if (total !== line.required) return `${total} picked instead of ${line.required}`;
	for (const pick of line.picks) {
		const name = pick.lotNumber || '(no number)';
		const row = line.rows.find((one) => lotKey(one) === lotKey(pick));
		if (pick.quantity <= 0) return `lot ${name} is picked with ${pick.quantity}`;
		if (pick.expiry !== undefined && pick.expiry < today) return `lot ${name} is expired`;
		if (!row) return `lot ${name} is not in stock where it was picked`;
		if (isWithheld(row)) return `lot ${name} is on hold or recalled`;
	}
	return undefined;
}

/** Stock of all products, with the picks of the lines to be planned put back, those of others not. */
function workingStock(all: readonly LinePicks[], planned: readonly LinePicks[]): WorkingStock {
	const rows = new Map<string, LotRow>();
	for (const line of all) {
		for (const row of line.rows) {
			const own = pickedAt([line], row);
			const free = row.available - own;
			const known = rows.get(lotKey(row));
			rows.set(lotKey(row), { ...row, available: known ? Math.min(known.available, free) : free });
		}
	}
	return new WorkingStock(
		[...rows.values()].map((row) => ({
			...row,
			available: row.available + pickedAt(planned, row),
		})),
	);
}

function pickedAt(lines: readonly LinePicks[], place: { lotId: string; binId?: string }): number {
	return lines
		.flatMap((line) => line.picks)
		.filter((pick) => lotKey(pick) === lotKey(place))
		.reduce((sum, pick) => sum + pick.quantity, 0);
}

export function toPickedLot({ row, quantity }: Pick): PickedLot {
	return {
		productCode: row.productCode,
		lotId: row.lotId,
		lotNumber: row.lotNumber,
		expiry: row.expiry,
		binId: row.binId,
		binName: row.binName,
		quantity,
	};
}

/** What is there and why the rest may not be taken. */
export function shortageText(
	label: string,
	wanted: number,
	plan: { missing: number; excluded: { expired: number; withheld: number } },
	where = '',
): string {
	const notes = [
		plan.excluded.expired > 0 ? `${plan.excluded.expired} more are expired` : '',
		plan.excluded.withheld > 0 ? `${plan.excluded.withheld} more are on hold or recalled` : '',
	].filter((note) => note !== '');
	const there = `${wanted - plan.missing} in stock${where}`;
	return `${label}: ${wanted} wanted, ${there}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}

/**
 * New picks for lines: lots that were named for their product, else first expiry first out; never
 * expired, recalled or held ones, which the server itself would take (stock-movements.md#status).
 */
export function planPicks(
	all: readonly LinePicks[],
	planned: readonly LinePicks[],
	named: readonly NamedPick[],
	today: string,
): PickPlan {
	const stock = workingStock(all, planned);
	const lines = new Map<string, PickedLot[]>();
	const choice = { choice: 'saleable', today, shortage: 'fail' } as const;
	const found = named.map((pick) => {
		const own = planned.filter(({ productId }) => productId === pick.productId);
		const rows = own.flatMap((line) => line.rows);
		return { ...pick, label: own[0]?.label, place: placeNamed(rows, pick) };
	});
	const left: Array<NamedPick & { place: NamedPlace }> = [];
	for (const { label, place, ...pick } of found) {
		if (place.reason !== undefined)
			return { reason: `${label ?? pick.productId}: ${place.reason}` };
		left.push({ ...pick, place });
	}
	left.sort((a, b) => strictestFirst(a.place, b.place));
	for (const line of planned) {
		const picks: PickedLot[] = [];
		let open = line.required;
		const own = left.filter((pick) => pick.productId === line.productId);
		for (const pick of own) {
			const { place } = pick;
			const quantity = Math.min(open, pick.quantity);
			if (quantity === 0) continue;
			const plan = allocateLine(stock, { productId: line.productId, quantity, ...place }, choice);
			if (plan.missing > 0) {
				const where = [pick.lot && ` of lot ${pick.lot}`, pick.bin && ` in ${pick.bin}`];
				return {
					reason: shortageText(line.label, quantity, plan, where.filter(Boolean).join('')),
				};
			}
			picks.push(...plan.picks.map(toPickedLot));
			pick.quantity -= quantity;
			open -= quantity;
		}
		if (own.length > 0 && open > 0) {
			return {
				reason: `${line.label}: lots for ${line.required - open} are given, but the line asks for ${line.required}`,
			};
		}
		if (open > 0) {
			const plan = allocateLine(stock, { productId: line.productId, quantity: open }, choice);
			if (plan.missing > 0) return { reason: shortageText(line.label, open, plan) };
			picks.push(...plan.picks.map(toPickedLot));
		}
		lines.set(line.lineId, picks);
	}
	const unused = left.find((pick) => pick.quantity > 0);
	if (unused) {
		return {
			reason: `lots for ${unused.quantity} more of a product are given than the lines ask for (lot ${unused.lot ?? 'any'})`,
		};
	}
	return { lines };
}

/** Whether a lot in a shipment must not leave. */
export function packFault(
	pack: { lotNumber?: string | null; expiry?: string; recalled?: boolean | null; quantity: number },
	today: string,
): string | undefined {
	const name = pack.lotNumber || '(no number)';
	if (pack.expiry !== undefined && pack.expiry < today) return `lot ${name} is expired`;
	if (pack.recalled === true) return `lot ${name} is recalled`;
	return pack.quantity > 0 ? undefined : `lot ${name} is in it with ${pack.quantity}`;
}
