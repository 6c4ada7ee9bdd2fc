import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
	fromIso,
	isCalendarDay,
	isMidnight,
	isZonedMoment,
	ownDay,
	zonedDay,
} from '../../../nodes/shared/zone';

const zones = fc.constantFrom(
	'UTC',
	'utc',
	'Europe/Berlin',
	'America/New_York',
	'America/Sao_Paulo',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'Africa/Casablanca',
);
const times = fc.integer({
	min: Date.parse('1905-01-01T00:00:00Z'),
	max: Date.parse('2100-01-01T00:00:00Z'),
});

describe('time zones, as luxon knows them', () => {
	it('have the same days', () => {
		fc.assert(
			fc.property(zones, times, (zone, time) => {
				expect(zonedDay(zone, time)).toBe(DateTime.fromMillis(time, { zone }).toISODate());
			}),
			{ numRuns: 500 },
		);
	});

	it('begin their days at the same moment, also where midnight is skipped', () => {
		fc.assert(
			fc.property(zones, times, (zone, time) => {
				const start = DateTime.fromMillis(time, { zone }).startOf('day').toMillis();
				expect(isMidnight(zone, start)).toBe(true);
				expect(isMidnight(zone, start + 3_600_000 * 5)).toBe(false);
			}),
			{ numRuns: 500 },
		);
		expect(isMidnight('America/Sao_Paulo', Date.parse('2018-11-04T03:00:00Z'))).toBe(true);
	});

	it('show the same clock for every text', () => {
		fc.assert(
			fc.property(zones, times, (zone, time) => {
				const text = DateTime.fromMillis(time, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS");
				const read = fromIso(text, zone);
				// In the hour that is there twice, either of the two.
				expect(
					DateTime.fromMillis(read ?? NaN, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS"),
				).toBe(text);
			}),
			{ numRuns: 500 },
		);
	});

	it.each([
		['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
		['2026-03-30T23:16:05,5', 'UTC', '2026-03-30T23:16:05.500Z'],
		['2026-03-30T23:16+0530', 'Europe/Berlin', '2026-03-30T17:46:00.000Z'],
		['2026-03-30T23:16-03', 'Europe/Berlin', '2026-03-31T02:16:00.000Z'],
		['2026-03-30T23:16z', 'Europe/Berlin', '2026-03-30T23:16:00.000Z'],
		['2026-02-29T00:00', 'UTC', undefined],
		['2026-03-30T24:00', 'UTC', undefined],
		['2026-03-30T23:60', 'UTC', undefined],
		['2026-03-30', 'UTC', undefined],
		['2026-03-30T10:00', 'Europe/Atlantis', undefined],
	])('%s of %s is %s', (text, zone, expected) => {
		const time = fromIso(text, zone);
		expect(time === undefined ? undefined : new Date(time).toISOString()).toBe(expected);
	});
});

it('knows the moments that n8n hands to expressions', () => {
	const moment = DateTime.fromISO('2026-03-30T23:30:00', { zone: 'America/New_York' });
	expect(isZonedMoment(moment)).toBe(true);
	expect(isZonedMoment(new Date())).toBe(false);
	if (isZonedMoment(moment)) expect(ownDay(moment)).toBe('2026-03-30');
});

it.each([
	['2028-02-29', true],
	['2027-02-29', false],
	['2027-13-01', false],
])('%s is in the calendar: %s', (day, expected) => {
	expect(isCalendarDay(day)).toBe(expected);
});
