import * as z from 'zod/v4-mini';

/** A whole number from 0 on; in one check of our own, as each of zod's brings its own code into the package. */
export function wholeUpTo(most: number): z.ZodMiniNumber<number> {
	return z.number().check(z.refine((n) => Number.isInteger(n) && n >= 0 && n <= most));
}

/** A text or list of at most so many characters or entries. */
export const upTo = (most: number) => z.refine<{ length: number }>(({ length }) => length <= most);
