import { HOSPITAL, SandboxClient } from './client';
import { collated, compareTextBy, type Collation } from './collation';
import { startSandbox } from './index';

const isSame = (collation: Collation, left: string, right: string): boolean => {
	compareTextBy(collation);
	return collated(left) === collated(right);
};

/** Pairs as a real server with the usual collation answered (docs/openboxes/several-writers.md). */
describe('the comparison of text', () => {
	it.each([
		['Caf\u00e9-1', 'CAFE-1', true, true],
		['Caf\u00e9-1', 'Cafe\u0301-1', false, true],
		['F\u0130\u015e-2', 'fi\u015f-2', true, true],
		['FI\u015e-2', 'fi\u015f-2', true, true],
		['fi\u0307\u015f-2', 'fi\u015f-2', false, true],
		['stra\u00dfe', 'strase', true, false],
		['stra\u00dfe', 'strasse', false, true],
		['\u00d6l', 'Ol', true, true],
		['\u00d8re', 'Ore', false, false],
		['zero\u200bwidth', 'zerowidth', false, true],
		['no\u00a0break', 'no break', false, true],
		['\ufb01-3', 'fi-3', false, true],
		['\uff11-4', '1-4', false, true],
		['end  ', 'end', true, true],
		['\u0451\u043b\u043a\u0430', '\u0415\u041b\u041a\u0410', true, true],
		['\u0439\u043e\u0434', '\u0438\u043e\u0434', false, false],
	])('%j and %j: general_ci %p, unicode_ci %p', (left, right, general, unicode) => {
		expect([isSame('general_ci', left, right), isSame('unicode_ci', left, right)]).toEqual([
			general,
			unicode,
		]);
	});

	it.each([
		['general_ci', 201],
		['unicode_ci', 400],
	] as const)(
		'a server with %s answers %i to a number in another form',
		async (collation, status) => {
			const sandbox = await startSandbox({
				clock: '2026-11-22T07:30:00Z',
				frozen: true,
				collation,
			});
			// Another one in the same process keeps its own.
			const other = await startSandbox({ clock: '2026-11-22T07:30:00Z', frozen: true });
			try {
				const till = await SandboxClient.logIn(sandbox, 'till', HOSPITAL.pharmacy);
				const date = Date.parse('2026-11-21T10:00:00Z');
				expect((await till.debit('Caf\u00e9', date)).status).toBe(201);
				await (await SandboxClient.logIn(other)).debit('Caf\u00e9', date);
				expect((await till.debit('Cafe\u0301', date)).status).toBe(status);
				expect(await till.numbered('CAFE\u0301')).toHaveLength(1);
			} finally {
				await sandbox.close();
				await other.close();
			}
		},
	);
});
