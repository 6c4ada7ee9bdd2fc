import type { Draw } from './draw';

type Place = Array<string | number>;

interface Mistake {
	name: string;
	value: unknown;
}

/** What a client could send by mistake instead of a value. */
const MISTAKES: Mistake[] = [
	{ name: 'missing', value: undefined },
	{ name: 'null', value: null },
	{ name: 'empty', value: '' },
	{ name: 'an object', value: {} },
	{ name: 'a list', value: [] },
	{ name: 'an unknown text', value: 'nope' },
	{ name: 'negative', value: -1 },
	{ name: 'zero', value: 0 },
	{ name: 'a fraction', value: 1.5 },
	{ name: 'a number as text', value: '5' },
];

function placesIn(value: unknown, place: Place = []): Place[] {
	if (typeof value !== 'object' || value === null) return [place];
	const inside = Object.entries(value).flatMap(([name, one]) =>
		placesIn(one, [...place, Array.isArray(value) ? Number(name) : name]),
	);
	return place.length > 0 ? [place, ...inside] : inside;
}

/** A copy of the body with one mistake, and the mistake's name: `transactionEntries.quantity negative`. */
export function spoiled<T extends object>(body: T, draw: Draw): { body: T; mistake: string } {
	const copy = structuredClone(body);
	const place = draw.one(placesIn(copy));
	const mistake = draw.one(MISTAKES);
	let owner = copy as Record<string | number, unknown>;
	for (const name of place.slice(0, -1)) owner = owner[name] as typeof owner;
	const last = place[place.length - 1];
	if (mistake.value !== undefined) owner[last] = structuredClone(mistake.value);
	else if (Array.isArray(owner)) owner.splice(Number(last), 1);
	else delete owner[last];
	const names = place.filter((name) => typeof name === 'string');
	return { body: copy, mistake: `${names.join('.') || 'element'} ${mistake.name}` };
}
