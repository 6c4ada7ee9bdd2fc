import { CASES, casesOf } from './cases';
import { CHANGES } from './changes';
import { WRITES, type ReferencedWrite } from './operations';

/** Operations that write and have no row, with the reason. */
export const NOT_IN_TABLE: Record<string, string> = {
	'Stock Movement Add Items':
		'has no reference: each run adds what it is told. A run that got no answer looks before it says what became of it',
	'Stock Movement Remove Items':
		'removes lines by their ID, as Update Items does: what is gone is named as unknown',
	'Stock Movement Update': 'sets values: the same again changes nothing',
	'Location Update': 'sets values: the same again changes nothing',
	'Lot Recall': 'sets a state: the same again changes nothing',
	'Lot Release': 'sets a state: the same again changes nothing',
	'Product Update': 'sets values: the same again changes nothing',
	'Record Update': 'sets values: the same again changes nothing',
	'Record Delete': 'removes one record by its ID: what is gone is named as unknown',
	'Cycle Count Start':
		'books nothing: two that start at once may leave a second count, which does nothing by itself',
	'Cycle Count Record': 'sets values: the same again changes nothing',
	'Cycle Count Submit':
		'is tried with two n8n at the same moment in `submit.test.ts`; killed runs and late commits are not tried yet',
	'User Create': 'exists on hosted servers only; a user of that name is found instead',
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
