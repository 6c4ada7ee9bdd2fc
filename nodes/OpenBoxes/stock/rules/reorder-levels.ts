/** The three levels of a reorder rule, as the server names them; 0 = none. */
export interface Levels {
	minQuantity: number;
	reorderQuantity: number;
	maxQuantity: number;
}

export const LEVELS = [
	{ key: 'minQuantity', label: 'minimum' },
	{ key: 'reorderQuantity', label: 'reorder point' },
	{ key: 'maxQuantity', label: 'maximum' },
] as const;

type StoredLevels = { [Key in keyof Levels]?: number | null };

/** What a rule says; none is the same as 0 (warehouse.md#below-reorder). */
export function levelsOf(rule: StoredLevels | undefined): Levels {
	return {
		minQuantity: rule?.minQuantity ?? 0,
		reorderQuantity: rule?.reorderQuantity ?? 0,
		maxQuantity: rule?.maxQuantity ?? 0,
	};
}

/** In words, the first level that is not as wanted. */
export function levelDifference(rule: StoredLevels, wanted: Levels): string | undefined {
	const stored = levelsOf(rule);
	const other = LEVELS.find(({ key }) => stored[key] !== wanted[key]);
	return other && `${other.label} ${stored[other.key]} instead of ${wanted[other.key]}`;
}

/** The server accepts a minimum above the maximum (warehouse.md#inventory-levels); nobody means it. */
export function isInOrder(levels: Levels): boolean {
	const set = LEVELS.map(({ key }) => levels[key]).filter((level) => level > 0);
	return set.every((level, index) => index === 0 || set[index - 1] <= level);
}

const FURTHER = [
	...['abcClass', 'binLocation', 'comments', 'demandTimePeriodDays', 'expectedLeadTimeDays'],
	...[
		'forecastQuantity',
		'preferredBinLocation',
		'replenishmentLocation',
		'replenishmentPeriodDays',
	],
];

/** Whether a person keeps more in a rule than its levels, so that it must not be taken for a second one of ours. */
export function saysMore(rule: Readonly<Record<string, unknown>>): boolean {
	return FURTHER.some((key) => rule[key] !== null && rule[key] !== undefined);
}
