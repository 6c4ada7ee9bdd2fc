import { inSmallLetters } from '../../values/same-text';

/** One condition of the server's search for transaction numbers. */
export interface NumberCondition {
	operator: 'eq' | 'like';
	value: string;
}

/** Numbers that one search is asked for, which keeps its answer to some megabytes. */
const MOST_NUMBERS = 2000;
/** So many rows that are read in vain cost as much as one more request. */
const ROWS_PER_REQUEST = 1000;
/** Up to so many are asked for one by one: the start of a few receipts may be that of a whole year. */
const FEW_NUMBERS = 3;
/** What a source may hold, as far as we can know. */
const ROWS_OF_SOURCE = 10_000;

interface Plan {
	conditions: NumberCondition[];
	cost: number;
}

function sharedStart(first: string, last: string): string {
	let length = 0;
	while (length < first.length && first[length] === last[length]) length += 1;
	return first.slice(0, length);
}

/** How many numbers may begin like this: all values of the digits that follow, where only digits do. */
function mostRows(sorted: readonly string[], start: string): number {
	const { length } = sorted[0];
	const areAlike = sorted.every(
		(number) => number.length === length && /^\d*$/.test(number.slice(start.length)),
	);
	if (areAlike) return 10 ** (length - start.length);
	return start.endsWith('/') ? ROWS_OF_SOURCE : sorted.length;
}

/** Numbers with the same next character, in their order. */
function parts(sorted: readonly string[], at: number): string[][] {
	const groups: string[][] = [];
	for (const number of sorted) {
		const group = groups[groups.length - 1];
		if (group !== undefined && group[0].charAt(at) === number.charAt(at)) group.push(number);
		else groups.push([number]);
	}
	return groups;
}

function planSearches(sorted: readonly string[]): Plan {
	const oneByOne: Plan = {
		conditions: sorted.map((value) => ({ operator: 'eq', value })),
		cost: sorted.length,
	};
	if (sorted.length <= FEW_NUMBERS) return oneByOne;
	const start = sharedStart(sorted[0], sorted[sorted.length - 1]);
	const together: Plan = {
		conditions: [{ operator: 'like', value: `${start}%` }],
		cost: 1 + mostRows(sorted, start) / ROWS_PER_REQUEST,
	};
	const isAllowed = start.includes('/') && sorted.length <= MOST_NUMBERS;
	const best = isAllowed && together.cost < oneByOne.cost ? together : oneByOne;
	// Cheaper than two requests it cannot get in parts.
	if (best.cost <= 2) return best;
	const inParts = parts(sorted, start.length).map((part) => planSearches(part));
	const cost = inParts.reduce((sum, part) => sum + part.cost, 0);
	return cost < best.cost ? { conditions: inParts.flatMap((part) => part.conditions), cost } : best;
}

/**
 * Search conditions that find all of these transaction numbers: by a common start where that is
 * cheaper than one by one, but never by one so short that it may match a year of receipts in vain.
 * Numbers of different sources (the part before `/`) are never searched for together.
 */
export function searchesFor(numbers: readonly string[]): NumberCondition[] {
	const sorted = [...new Set(numbers.map(inSmallLetters))].sort();
	if (sorted.length === 0) return [];
	return planSearches(sorted).conditions;
}
