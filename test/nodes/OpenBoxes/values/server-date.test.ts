import fc from 'fast-check';
import {
	fromServerDate,
	toServerDay,
	toServerMinute,
} from '../../../../nodes/OpenBoxes/values/server-date';

describe('dates of the server', () => {
	it.each([
		['03/05/2025', '2025-03-05'],
		['03/05/2025 14:30 Z', '2025-03-05T14:30:00.000Z'],
		['03/05/2025 14:30 +01:00', '2025-03-05T13:30:00.000Z'],
		['2026-11-22T07:35:53Z', '2026-11-22T07:35:53Z'],
		[null, null],
		['', null],
	])('%s is read as %s', (text, expected) => {
		expect(fromServerDate(text)).toBe(expected);
	});

	it('come back as they went out, to the minute', () => {
		const times = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) });
		fc.assert(
			fc.property(times, (time) => {
				const back = Date.parse(fromServerDate(toServerMinute(time)) ?? '');
				expect(back).toBe(Math.floor(time / 60_000) * 60_000);
				const day = new Date(time).toISOString().slice(0, 10);
				expect(fromServerDate(toServerDay(day))).toBe(day);
			}),
		);
	});
});
