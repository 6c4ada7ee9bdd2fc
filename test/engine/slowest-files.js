const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** How many are named, and from how many files on it is worth it. */
const MOST = 10;

/**
 * At the end of a long run of jest: the files that took longest, with the processor time of each (written by
 * processor-time.ts), which other work on the machine hardly changes. It names them and judges nothing: a test that
 * fails by the clock would fail on a busy machine.
 */
module.exports = class SlowestFiles {
	onRunComplete(_, { testResults }) {
		if (testResults.length <= MOST) return;
		const busy = readProcessorTimes();
		const rows = testResults.map(({ testFilePath: file, perfStats }) => ({
			name: path.relative(process.cwd(), file),
			elapsed: perfStats.runtime / 1000,
			processor: busy.get(file),
		}));
		rows.sort((a, b) => (b.processor ?? b.elapsed) - (a.processor ?? a.elapsed));
		console.log('\nMost processor time (and from start to end):');
		for (const { name, elapsed, processor } of rows.slice(0, MOST))
			console.log(`${seconds(processor)} (${seconds(elapsed)})  ${name}`);
	}
};

function readProcessorTimes() {
	const file = path.join(process.env.OPENBOXES_TEST_FOLDER ?? '', 'processor-times.jsonl');
	if (!existsSync(file)) return new Map();
	const lines = readFileSync(file, 'utf8').trim().split('\n');
	return new Map(lines.map((line) => JSON.parse(line)));
}

function seconds(number) {
	return number === undefined ? '     -' : `${number.toFixed(1).padStart(5)} s`;
}
