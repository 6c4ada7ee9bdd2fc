const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** Minutes that a zone is ahead of UTC at a moment. */
function offsetMinutes(zone: string, moment: number): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(moment);
	const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
	const local = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return Math.round((local - Math.floor(moment / 1000) * 1000) / 60_000);
}

/** A wall-clock time of a zone, as epoch milliseconds. */
function inZone(text: string, zone: string): number {
	const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
	if (Number.isNaN(asUtc)) return NaN;
	const guess = asUtc - offsetMinutes(zone, asUtc) * 60_000;
	return asUtc - offsetMinutes(zone, guess) * 60_000;
}

/**
 * Epoch milliseconds of what a person, an expression or another node gives for a time: a number, a
 * text in ISO 8601, or an object that knows its moment, as n8n's dates do. Without a zone the given
 * one counts. Undefined when it is no time.
 */
export function toEpoch(value: unknown, zone: string): number | undefined {
	if (typeof value === 'number')
		return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
	if (typeof value === 'object' && value !== null) {
		const epoch = Number(value.valueOf());
		return Number.isFinite(epoch) ? epoch : undefined;
	}
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^\d{9,}$/.test(text)) return Number(text);
	if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
	const epoch = DATE_ONLY.test(text)
		? inZone(`${text}T00:00:00`, zone)
		: WITHOUT_ZONE.test(text)
			? inZone(text, zone)
			: Date.parse(text);
	return Number.isNaN(epoch) ? undefined : epoch;
}

/** A stored time as a person reads it; what is no time stays as it is. */
export function toDateText(value: unknown): unknown {
	const epoch = toEpoch(value, 'UTC');
	return epoch === undefined || epoch > 8.64e15 ? value : new Date(epoch).toISOString();
}
