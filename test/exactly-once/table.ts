import { CASES } from './cases';
import { WRITES } from './operations';

/** Operations x cases: the name of the test that holds each. */
export function exactlyOnceTable(): string {
	const cases = Object.keys(CASES);
	const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const rows = Object.entries(WRITES).flatMap(([resource, writes]) =>
		writes.map(({ name }) => {
			const file = `every-${resource}.test.ts`;
			const tests = cases.map((one) => `\`${name} ${one}\``);
			return row([`**${name}**`, `[${file}](../test/exactly-once/${file})`, ...tests]);
		}),
	);
	const head = ['Operation', 'Tests', ...cases];
	return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}
