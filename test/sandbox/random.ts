/** A small seeded generator (mulberry32): the same seed gives the same sandbox. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export const pickFrom = <T>(random: Random, choices: ArrayLike<T>): T =>
	choices[Math.floor(random() * choices.length)];
