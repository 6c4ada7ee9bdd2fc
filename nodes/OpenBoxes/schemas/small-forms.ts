import * as z from 'zod/v4-mini';

/** An object of any keys with such values each. Zod's own record brings two kilobytes of code for what is no text. */
export function keyed<Value extends z.ZodMiniType>(value: Value) {
	return z.catchall(z.object({}), value);
}

/** One of some texts or numbers. Zod has an enum and a literal for it, each with code of its own. */
export function oneOf<const Value>(...values: Value[]) {
	return z.custom<Value>((value) => values.some((one) => one === value));
}
