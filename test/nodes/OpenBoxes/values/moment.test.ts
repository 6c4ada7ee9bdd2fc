import fc from 'fast-check';
import { dayIn, expiryDay, readMoment } from '../../../../nodes/OpenBoxes/values/moment';

const NOW = Date.parse('2026-11-25T12:00:00Z');

describe('a time as a till writes it', () => {
	it.each<[unknown, string, string | RegExp]>([
		['2026-03-30T23:16:05Z', 'UTC', '2026-03-30T23:16:05.000Z'],
		['2026-03-30T23:16:05.987Z', 'UTC', '2026-03-30T23:16:05.000Z'],
		['2026-03-30T23:16:05+02:00', 'UTC', '2026-03-30T21:16:05.000Z'],
		['2026-03-30T23:16:05-0530', 'UTC', '2026-03-31T04:46:05.000Z'],
		['2026-03-30 23:16', 'Europe/Berlin', '2026-03-30T21:16:00.000Z'],
		['2026-01-15T08:00:00', 'Africa/Kigali', '2026-01-15T06:00:00.000Z'],
		['2026-10-25T03:30:00', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
		['2026-11-20', 'America/New_York', '2026-11-20T05:00:00.000Z'],
		[Date.parse('2026-03-30T10:00:00.500Z'), 'UTC', '2026-03-30T10:00:00.000Z'],
		['1774864800000', 'UTC', '2026-03-30T10:00:00.000Z'],
		[new Date('2026-03-30T10:00:00Z'), 'UTC', '2026-03-30T10:00:00.000Z'],
		['', 'UTC', '2026-11-25T11:59:55.000Z'],
		[undefined, 'UTC', '2026-11-25T11:59:55.000Z'],
		['2026-11-25T12:00:00Z', 'UTC', '2026-11-25T11:59:55.000Z'],
		['03/04/2026 10:00', 'UTC', /is not a time/],
		['2026-02-30', 'UTC', /is not a time/],
		['2026-03-30T25:00:00Z', 'UTC', /is not a time/],
		['yesterday', 'UTC', /is not a time/],
		[12, 'UTC', /is not a time/],
		['2026-11-25T12:05:00Z', 'UTC', /future/],
		['1926-03-30T10:00:00Z', 'UTC', /before the year 2000/],
		['0026-03-30T10:00:00Z', 'UTC', /is not a time/],
		['99999999999999', 'UTC', /is not a time/],
		[1e300, 'UTC', /is not a time/],
		[new Date(NaN), 'UTC', /is not a time/],
		['2026-03-30T23:16:05Z and more', 'UTC', /is not a time/],
		['2026-03-30T24:00:00Z', 'UTC', /is not a time/],
	])('%s in %s', (value, zone, expected) => {
		const { time, reason } = readMoment(value, zone, NOW);
		if (typeof expected === 'string') expect(new Date(time ?? NaN).toISOString()).toBe(expected);
		else expect(reason).toMatch(expected);
	});

	it('is always a whole second and never after the clock', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('2000-01-02'), max: new Date(NOW), noInvalidDate: true }),
				(date) => {
					const { time = NaN } = readMoment(date.toISOString(), 'UTC', NOW);
					expect(time % 1000).toBe(0);
					expect(time).toBeLessThan(NOW);
				},
			),
		);
	});
});

it.each([
	['01/31/2025', '2025-01-31'],
	['2025-01-31T00:00:00Z', '2025-01-31'],
	[null, undefined],
	['soon', undefined],
])('an expiry date %s is the day %s', (text, day) => {
	expect(expiryDay(text)).toBe(day);
});

it('a lot expires by the day of the place, not of the server', () => {
	const lateEvening = Date.parse('2026-11-25T23:30:00Z');
	expect(dayIn('UTC', lateEvening)).toBe('2026-11-25');
	expect(dayIn('Asia/Tokyo', lateEvening)).toBe('2026-11-26');
});
