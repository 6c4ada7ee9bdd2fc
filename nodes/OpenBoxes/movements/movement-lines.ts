import type { NewMovementLine } from '../lines/movement-line';
import { withLotDates } from '../lines/lot-dates';
import { toServerDay } from '../values/server-date';
import { nameKey, needsLookUp } from '../catalogue/product-name';
import { resolveProducts, type ResolvedProduct } from '../catalogue/products';
import { unknownPerson, type Referred } from '../catalogue/unknown-ids';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';

/** A line to add, with its product found. */
export interface ResolvedMovementLine {
	/** From 1, for messages. */
	position: number;
	product: ResolvedProduct;
	quantity: number;
	lot?: string;
	bin?: string;
	/** `yyyy-MM-dd`. */
	expiry?: string;
	pallet?: string;
	box?: string;
	recipientId?: string;
	comment?: string;
	sortOrder: number;
}

/** Lines sort by these; the web page leaves the same gaps (stock-movements.md#lines). */
const SORT_STEP = 100;

/**
 * Products and days of lines. A product given by ID is not looked up: a wrong one is refused by the
 * server with nothing saved (stock-movements.md#create, stock-movements.md#lines).
 */
export async function resolveMovementLines(
	connection: Connection,
	lines: readonly NewMovementLine[],
	firstSortOrder = SORT_STEP,
): Promise<ResolvedMovementLine[]> {
	const named = lines.filter(needsLookUp);
	const found = await resolveProducts(connection, named);
	const resolved = lines.map((line, index): ResolvedMovementLine => {
		const position = index + 1;
		const resolution = found.get(nameKey(line));
		if (resolution?.reason !== undefined) throw lineError(position, resolution.reason);
		const product = resolution?.product ?? { id: line.productId ?? '', code: '', name: '' };
		return {
			position,
			product,
			quantity: line.quantity,
			lot: line.lot,
			bin: line.bin,
			expiry: line.expirationDate,
			pallet: line.pallet,
			box: line.box,
			recipientId: line.recipient,
			comment: line.comment,
			sortOrder: line.sortOrder ?? firstSortOrder + index * SORT_STEP,
		};
	});
	await requirePeople(connection, lines);
	const dated = withLotDates(resolved, ({ product }) => product.id);
	if (dated.reason === undefined) return dated.value;
	throw new OpenBoxesError(`The lines cannot be used: ${dated.reason}`, {
		description: 'Nothing was written. Correct the lines and run it again.',
	});
}

/** The products that were given by an ID, which only a refusal makes worth a look. */
export function givenProducts(lines: readonly ResolvedMovementLine[]): Referred[] {
	const ids = lines.filter(({ product }) => product.code === '').map(({ product }) => product.id);
	return [...new Set(ids)].map((id) => ({ domain: 'product', field: 'Product', id }));
}

export function lineError(position: number, reason: string): OpenBoxesError {
	return new OpenBoxesError(`Line ${position} cannot be used: ${reason}`, {
		description: 'Nothing was written. Correct the line and run it again.',
	});
}

/** Of a person that it does not know the server says only what its database says, or nothing. */
export async function requirePeople(
	connection: Connection,
	lines: ReadonlyArray<{ recipient?: string }>,
): Promise<void> {
	for (const [index, { recipient = '' }] of lines.entries()) {
		const isFirst = lines.findIndex((line) => line.recipient === recipient) === index;
		const reason =
			isFirst && recipient !== '' ? await unknownPerson(connection, recipient) : undefined;
		if (reason !== undefined) throw lineError(index + 1, reason);
	}
}

/** What only `updateItems` saves; creating a movement drops it without a word (seen in its source). */
export function needsFullSave(line: ResolvedMovementLine): boolean {
	return [line.lot, line.expiry, line.pallet, line.box, line.comment].some(
		(value) => value !== undefined,
	);
}

export function toLineBody(line: ResolvedMovementLine): Record<string, unknown> {
	return {
		product: { id: line.product.id },
		quantityRequested: line.quantity,
		sortOrder: line.sortOrder,
		...(line.lot === undefined ? {} : { lotNumber: line.lot }),
		...(line.expiry === undefined ? {} : { expirationDate: toServerDay(line.expiry) }),
		...(line.pallet === undefined ? {} : { palletName: line.pallet }),
		...(line.box === undefined ? {} : { boxName: line.box }),
		...(line.recipientId === undefined ? {} : { recipient: { id: line.recipientId } }),
		...(line.comment === undefined ? {} : { comments: line.comment }),
	};
}

/** Next free sort order of a movement. */
export function nextSortOrder(existing: ReadonlyArray<{ sortOrder?: number | null }>): number {
	const highest = existing.reduce((max, line) => Math.max(max, line.sortOrder ?? 0), 0);
	return (Math.floor(highest / SORT_STEP) + 1) * SORT_STEP;
}
