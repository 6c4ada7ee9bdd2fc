import { CASES, casesOf } from './cases';
import { WRITES, type ReferencedWrite } from './operations';

/** Operations x cases: the name of the test that holds each. */
export function exactlyOnceTable(): string {
	const cases = Object.keys(CASES);
	const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const rows = Object.entries(WRITES).flatMap(([resource, writes]) =>
		writes.map((write: ReferencedWrite) => {
			const { name } = write;
			const file = `every-${resource}.test.ts`;
			const met = new Map(casesOf(write));
			const tests = cases.map((one) => (met.has(one) ? `\`${name} ${one}\`` : 'cannot be'));
			return row([`**${name}**`, `[${file}](../test/exactly-once/${file})`, ...tests]);
		}),
	);
	const head = ['Operation', 'Tests', ...cases];
	return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}
