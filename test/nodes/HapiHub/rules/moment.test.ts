import fc from 'fast-check';
import { toDateText, toEpoch } from '../../../../nodes/HapiHub/rules/moment';

const MANILA = 'Asia/Manila';

describe('a time as people and nodes write it', () => {
	it.each<[unknown, number | undefined]>([
		[1_790_000_000_000, 1_790_000_000_000],
		['1790000000000', 1_790_000_000_000],
		['2026-03-30', Date.UTC(2026, 2, 29, 16)],
		['2026-03-30 08:15', Date.UTC(2026, 2, 30, 0, 15)],
		['2026-03-30T08:15:30', Date.UTC(2026, 2, 30, 0, 15, 30)],
		['2026-03-30T08:15:30+02:00', Date.UTC(2026, 2, 30, 6, 15, 30)],
		['2026-03-30T08:15:30.250Z', Date.UTC(2026, 2, 30, 8, 15, 30, 250)],
		[new Date(5), 5],
		['soon', undefined],
		['', undefined],
		['2026-13-45', undefined],
		[-1, undefined],
		[NaN, undefined],
		[null, undefined],
	])('%j is %j', (value, epoch) => {
		expect(toEpoch(value, MANILA)).toBe(epoch);
	});

	it('knows the hour that summer time leaves out, and the one that it repeats', () => {
		expect(toEpoch('2026-03-29T01:59:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 0, 59));
		expect(toEpoch('2026-03-29T03:00:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1));
		expect(toEpoch('2026-10-25T12:00:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 11));
	});

	it('comes back from its date exactly', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (epoch) => {
				expect(toEpoch(toDateText(epoch), MANILA)).toBe(epoch);
			}),
		);
	});
});
