import { resources } from '../../nodes/OpenBoxes/actions/resources';
import { CHANGES } from './changes';
import { WRITES } from './operations';
import { NOT_IN_TABLE } from './table';

const READS = /^(get|search|find|reconcile)/;

const writing = resources.flatMap(({ name, operations }) =>
	operations
		.filter(({ value }) => !READS.test(value))
		.map((operation) => `${name} ${operation.name}`),
);
const proven = Object.values({ ...WRITES, ...CHANGES })
	.flat()
	.map(({ name }) => name);

it('has a row for every operation that writes, or says why not', () => {
	expect([...proven, ...Object.keys(NOT_IN_TABLE)].sort()).toEqual([...writing].sort());
});
