import { allocateLine, WorkingStock, type Pick } from '../../stock/rules/allocate';
import { isWithheld, lotKey, type LotRow } from '../../stock/rules/lot';
import { makeRoom } from '../../stock/rules/make-room';
import { placeNamed, strictestFirst, type NamedPlace } from '../../stock/rules/named-places';
import type { Read } from '../../values/read';
import { pushTo } from '../../../shared/sums';

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

/** Whether a line has picked more of a place than others left, when two picked at the same moment. */
export function isPickedByOthers(line: LinePicks): boolean {
	return line.rows.some((row) => pickedAt([line], row) > Math.max(0, row.available));
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

/** So much of a product, from the places that were named or from any. */
interface Wish {
	productId: string;
	label: string;
	quantity: number;
	place: NamedPlace;
	/** As it was named, for messages. */
	where: string;
}

const sumOf = (all: ReadonlyArray<{ quantity: number }>): number =>
	all.reduce((sum, { quantity }) => sum + quantity, 0);

/** What the lines of one product need: the lots that were named for it, or whatever may be taken. */
function wishesOf(lines: readonly LinePicks[], named: readonly NamedPick[]): Read<Wish[]> {
	const asked = lines.map(({ productId, label, required }) => ({
		productId,
		label,
		quantity: required,
		place: {},
		where: '',
	}));
	if (named.length === 0) return { value: asked };
	const [{ productId, label }] = lines;
	const rows = lines.flatMap((line) => line.rows);
	const wishes: Wish[] = [];
	for (const pick of named) {
		const place = placeNamed(rows, pick);
		if (place.reason !== undefined) return { reason: `${label}: ${place.reason}` };
		const where = [pick.lot && ` of lot ${pick.lot}`, pick.bin && ` in ${pick.bin}`];
		const { quantity } = pick;
		wishes.push({ productId, label, quantity, place, where: where.filter(Boolean).join('') });
	}
	const more = sumOf(wishes) - sumOf(asked);
	if (more === 0) return { value: wishes };
	const ask = lines.length === 1 ? 'the line asks for' : 'the lines ask for';
	return {
		reason:
			more > 0
				? `${label}: lots for ${more} more are given than ${ask} (lot ${named[0].lot ?? 'any'})`
				: `${label}: lots for ${sumOf(wishes)} are given, but ${ask} ${sumOf(asked)}`,
	};
}

/** Gives the lines of one product what was chosen for it, one line after the other. */
function shareOut(lines: readonly LinePicks[], chosen: readonly PickedLot[]): PickedLot[][] {
	const left = new Map<string, PickedLot>();
	for (const pick of chosen) {
		const quantity = pick.quantity + (left.get(lotKey(pick))?.quantity ?? 0);
		left.set(lotKey(pick), { ...pick, quantity });
	}
	return lines.map(({ required }) => {
		const own: PickedLot[] = [];
		let open = required;
		for (const pick of left.values()) {
			const quantity = Math.min(open, pick.quantity);
			if (quantity === 0) continue;
			own.push({ ...pick, quantity });
			pick.quantity -= quantity;
			open -= quantity;
		}
		return own;
	});
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
	const ofProducts = new Map<string, LinePicks[]>();
	for (const line of planned) {
		pushTo(ofProducts, line.productId, line);
	}
	const wishes: Wish[] = [];
	for (const [productId, lines] of ofProducts) {
		const own = wishesOf(
			lines,
			named.filter((pick) => pick.productId === productId),
		);
		if (own.reason !== undefined) return own;
		wishes.push(...own.value);
	}
	wishes.sort((a, b) => strictestFirst(a.place, b.place));
	const stock = workingStock(all, planned);
	const choice = { choice: 'saleable', today, shortage: 'fail' } as const;
	const plans = wishes.map(({ place, ...wish }) =>
		allocateLine(stock, { ...wish, ...place }, choice),
	);
	makeRoom(stock, plans);
	const chosen = new Map<string, PickedLot[]>();
	for (const [index, plan] of plans.entries()) {
		const { productId, label, quantity, where } = wishes[index];
		if (plan.missing > 0) return { reason: shortageText(label, quantity, plan, where) };
		chosen.set(productId, [...(chosen.get(productId) ?? []), ...plan.picks.map(toPickedLot)]);
	}
	const lines = [...ofProducts].flatMap(([productId, own]) => {
		const shares = shareOut(own, chosen.get(productId) ?? []);
		return own.map(({ lineId }, index) => [lineId, shares[index]] as const);
	});
	return { lines: new Map(lines) };
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
