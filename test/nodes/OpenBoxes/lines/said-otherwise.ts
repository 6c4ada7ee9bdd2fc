import type { IDataObject } from 'n8n-workflow';
import { id } from '../../../hospital/scene';
import { pickFrom, type Random } from '../../../sandbox/random';

/** A line by what it means; further fields are taken over as they are. */
export interface Meaning extends IDataObject {
	code: string;
	quantity: number;
	lot?: string;
	/** By name. */
	bin?: string;
}

/** What may differ without another meaning. */
export interface Freedom {
	/** Packages of several units may be counted: not where a package is the unit of the order. */
	packages: boolean;
	/** Lines may be cut in two. */
	split: boolean;
}

export const BIN_IDS: Readonly<Record<string, string>> = {
	'Shelf 1': id.bins['S-1'],
	'Shelf 2': id.bins['S-2'],
	'A-01': id.bins['A-01'],
	'A-02': id.bins['A-02'],
	'B-01': id.bins['B-01'],
};

export function shuffle<One>(all: readonly One[], random: Random): One[] {
	return all
		.map((one) => ({ one, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);
}

/** A line as its operation takes it. */
export function plainly({ code, ...rest }: Meaning): IDataObject {
	return { productCode: code, ...rest };
}

/** The same lines in another order, some of them cut in two, and in other words. */
export function otherwise(
	lines: readonly Meaning[],
	random: Random,
	{ packages, split }: Freedom,
): IDataObject[] {
	const parts = lines.flatMap((line) => (split ? cut(line, random) : [line]));
	return shuffle(parts, random).map((line) => inOtherWords(line, random, packages));
}

function cut(line: Meaning, random: Random): Meaning[] {
	const first = Math.floor(random() * line.quantity);
	if (first === 0) return [line];
	return [
		{ ...line, quantity: first },
		{ ...line, quantity: line.quantity - first },
	];
}

function inOtherWords(
	{ code, quantity, lot, bin, ...rest }: Meaning,
	random: Random,
	packages: boolean,
): IDataObject {
	const product = pickFrom<IDataObject>(random, [
		{ productCode: code },
		{ productCode: ` ${code}\u200B` },
		{ productId: id.products[code] },
		{ product: code },
		{ product: { id: id.products[code] } },
		{ productCode: code, productId: id.products[code] },
	]);
	const factor = packages && random() < 0.5 ? [2, 3, 5].find((one) => quantity % one === 0) : 1;
	const count = quantity / (factor ?? 1);
	return {
		...product,
		quantity: random() < 0.5 ? count : String(count),
		...(factor === undefined || factor === 1 ? {} : { unitFactor: factor }),
		...(lot === undefined
			? {}
			: { [pickFrom(random, ['lot', 'lotNumber'])]: random() < 0.5 ? lot : ` ${lot}\uFEFF` }),
		...(bin === undefined
			? {}
			: {
					[pickFrom(random, ['bin', 'binLocation'])]: random() < 0.5 ? bin : (BIN_IDS[bin] ?? bin),
				}),
		...rest,
	};
}
