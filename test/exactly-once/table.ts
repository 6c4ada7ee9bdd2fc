import { CASES, casesOf } from './cases';
import { CHANGES } from './changes';
import { WRITES, type ReferencedWrite } from './operations';

/** Operations that write and have no row, with the reason. */
export const NOT_IN_TABLE: Record<string, string> = {
	'Stock Movement Add Items':
		'has no reference: each run adds what it is told. A run that got no answer looks before it says what became of it',
};

/** Operations x cases: the name of the test that holds each. */
export function exactlyOnceTable(): string {
	const cases = Object.keys(CASES);
	const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const rows = Object.entries({ ...WRITES, ...CHANGES }).flatMap(([resource, writes]) =>
		writes.map((write: ReferencedWrite) => {
			const { name } = write;
			const file = `every-${resource}.test.ts`;
			const met = new Map(casesOf(write));
			const tests = cases.map((one) => (met.has(one) ? `\`${name} ${one}\`` : 'cannot be'));
			return row([`**${name}**`, `[${file}](../test/exactly-once/${file})`, ...tests]);
		}),
	);
	const head = ['Operation', 'Tests', ...cases];
	const others = Object.entries(NOT_IN_TABLE).map(([name, reason]) => `- **${name}** ${reason}.`);
	return [row(head), row(head.map(() => '---')), ...rows, '', ...others].join('\n');
}
