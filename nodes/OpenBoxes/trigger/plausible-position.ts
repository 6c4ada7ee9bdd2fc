import type { TimedPosition, TimedRow } from '../../shared/polling/timed-position';

const DAY = 86_400;
const TEN_YEARS = 3653 * DAY;

/** Whether a position can be one of a feed: the clocks of servers are wrong by days, not by ten years. */
export function isPlausible({ newest, floor }: TimedPosition, now: number): boolean {
	return newest <= now / 1000 + TEN_YEARS && floor <= newest + 1;
}

/** Everything counts as done with, days beyond the newest row: such a position would be silent for ever. */
export function liesAhead({ floor }: TimedPosition, rows: readonly TimedRow[]): boolean {
	const newest = rows.reduce((most, { time }) => Math.max(most, time), 0);
	return rows.length > 0 && floor > newest + DAY;
}
