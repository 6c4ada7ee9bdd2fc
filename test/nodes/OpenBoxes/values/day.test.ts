import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readDay } from '../../../../nodes/OpenBoxes/values/day';

const ZONES = [
	['UTC-11', 'Pacific/Pago_Pago'],
	['UTC-5', 'America/Lima'],
	['UTC', 'UTC'],
	['UTC+1', 'Europe/Berlin'],
	['UTC+5:30', 'Asia/Kolkata'],
	['UTC+14', 'Pacific/Kiritimati'],
] as const;

const dayOf = (value: unknown, zone = 'UTC'): string => {
	const { value: day, reason } = readDay(value, 'the expiration date', zone);
	return day ?? reason ?? '';
};

describe.each(ZONES)('30 June 2029 in a workflow of %s', (_name, zone) => {
	const midnight = DateTime.fromISO('2029-06-30', { zone });

	it.each<[string, unknown]>([
		['as text', '2029-06-30'],
		['as text with the zone of the workflow', midnight.toISO()],
		['as an ISO instant', midnight.toUTC().toISO()],
		['as a JavaScript Date', midnight.toJSDate()],
		['as epoch milliseconds', midnight.toMillis()],
		['as a luxon date', midnight],
		['as a luxon date of UTC', midnight.toUTC()],
		['as midnight of UTC, such as `new Date("2029-06-30")`', new Date('2029-06-30')],
		['as a time of that day', '2029-06-30T14:30:00'],
		['as a spreadsheet exports it', '2029-06-30 00:00:00'],
		['as a spreadsheet of the USA exports it', '6/30/2029'],
		['the same in short', '6/30/29 0:00'],
		['as a spreadsheet of the USA exports it with a time', '6/30/2029 12:00:00 AM'],
		['as a spreadsheet shows it', '30-Jun-29'],
		['the same at length', '30 June 2029'],
		['the same with zeros', '30-JUN-2029'],
		['as a spreadsheet of Japan exports it', '2029/06/30'],
		['the same with a time and without zeros', '2029/6/30 0:00'],
		['as a spreadsheet of Germany exports it', '30.06.2029'],
		['the same with a time', '30.06.2029 00:00:00'],
		['as a spreadsheet of France exports it', '30/06/2029'],
	])('%s', (_form, value) => {
		expect(dayOf(value, zone)).toBe('2029-06-30');
	});
});

describe('a day', () => {
	it('is the day that begins when it is given as midnight of the workflow', () => {
		expect(dayOf('2029-06-29T22:00:00.000Z', 'Europe/Berlin')).toBe('2029-06-30');
		expect(dayOf('2029-06-29T22:00:01.000Z', 'Europe/Berlin')).toBe('2029-06-29');
	});

	it.each<[unknown]>([
		['2029-01-31garbage'],
		['2029-01-31 or later'],
		['2029-01-31T00:00:00Z!'],
		['2029-02-30'],
		['2029-13-01'],
		['2029-01-31T25:00'],
		['03/04/2029'],
		['3.13.2029'],
		['29/06/30'],
		['6/30/2029 14:30'],
		['6/30/2029 12:00:00 PM'],
		['2029/06/31'],
		['2029/06.30'],
		['31-Jun-29'],
		['30-Jux-29'],
		['30-Jun 29'],
		['30-Jun-29 14:30'],
		['Jun-29'],
		['soon'],
		[''],
		[20290630],
		[true],
		[{}],
		[new Date(NaN)],
		[1e300],
		['9'.repeat(20_000)],
	])('%p is none', (value) => {
		expect(dayOf(value)).toMatch(/^the expiration date ".{0,62}" is not a day, e.g. 2027-06-30$/);
	});

	it.each<[unknown]>([[47239], ['47239'], [' 47239 '], [47239.5], ['47239.0'], [36526]])(
		'%p of a spreadsheet is refused: it counts from 1900 or from 1904',
		(value) => {
			expect(dayOf(value)).toMatch(
				/ is not a day: the day numbers of spreadsheets count from 1900 or from 1904\. Format the column as a date, e\.g\. 2027-06-30$/,
			);
		},
	);

	it('may hold what nobody sees', () => {
		expect(dayOf('\uFEFF2029-06-30\u200B')).toBe('2029-06-30');
	});

	it('comes back from every form and zone', () => {
		const days = fc.date({
			min: new Date('2000-01-01'),
			max: new Date('2099-12-31'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(days, fc.constantFrom(...ZONES.map(([, zone]) => zone)), (date, zone) => {
				const day = date.toISOString().slice(0, 10);
				const midnight = DateTime.fromISO(day, { zone });
				for (const form of [day, midnight, midnight.toJSDate(), midnight.toUTC().toISO()])
					expect(dayOf(form, zone)).toBe(day);
			}),
		);
	});
});
