import { exportedNames, readSources } from './imports';
import { roomOf } from './layers';

const sources = readSources('nodes/OpenBoxes', 'nodes/shared', 'credentials');

/** Operations of several resources have one name by design; what they share is held to the rule as well. */
const isOperation = (file: string): boolean => /\.(operation|resource)\.ts$/.test(file);

/** Files that hold a pattern, but for those that may. */
function filesWith(pattern: RegExp, ...allowed: readonly string[]): string[] {
	return [...sources]
		.filter(([file, text]) => pattern.test(text) && !allowed.some((end) => file.endsWith(end)))
		.map(([file]) => file);
}

describe('names', () => {
	it('stand for one thing each: no two files export one name', () => {
		const owners = new Map<string, string[]>();
		for (const file of sources.keys()) {
			if (isOperation(file) || file.endsWith('/index.ts')) continue;
			if (['node', 'credentials'].includes(roomOf(file))) continue;
			for (const name of exportedNames(file, sources))
				owners.set(name, [...(owners.get(name) ?? []), file]);
		}
		expect([...owners].filter(([, files]) => files.length > 1)).toEqual([]);
		expect(owners.size).toBeGreaterThan(500);
	});

	it('stand for one file each', () => {
		const files = [...sources.keys()].filter(
			(file) => !isOperation(file) && !/index\.ts$/.test(file),
		);
		const names = files.map((file) => file.slice(file.lastIndexOf('/') + 1));
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});
});

describe('what is said once', () => {
	it('is what a record that is not there answers', () => {
		expect(filesWith(/error\.httpStatus (=|!)== 404/, 'transport/missing.ts')).toEqual([]);
	});

	it('are our words before a reason of the server', () => {
		expect(filesWith(/OpenBoxes refused: /, 'transport/refusal.ts')).toEqual([]);
	});

	it('is how a list becomes rows', () => {
		const byHand = /listSchema\s*\.parse\([^;]*\.data\s*\.map\(\((\w+)\) => \w+\.parse\(\1\)\)/;
		expect(filesWith(byHand, 'schemas/answer.ts')).toEqual([]);
		expect(filesWith(/Schema\.parse\(recordSchema\.parse\(/, 'schemas/answer.ts')).toEqual([]);
	});
});
