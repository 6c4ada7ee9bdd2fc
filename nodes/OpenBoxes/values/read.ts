/** What could be read, or why not. */
export type Read<Value> =
	{ value: Value; reason?: undefined } | { value?: undefined; reason: string };
