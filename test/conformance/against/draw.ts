import type { Random } from '../../sandbox/random';
import { pickFrom } from '../../sandbox/random';

/** Draws what a request contains; the same seed draws the same. */
export class Draw {
	constructor(private readonly random: Random) {}

	chance(share: number): boolean {
		return this.random() < share;
	}

	one<T>(choices: readonly T[]): T {
		return pickFrom(this.random, choices);
	}

	number(least: number, most: number): number {
		return least + Math.floor(this.random() * (most - least + 1));
	}

	some<T>(most: number, make: (at: number) => T): T[] {
		return Array.from({ length: this.number(1, most) }, (_, at) => make(at));
	}
}
