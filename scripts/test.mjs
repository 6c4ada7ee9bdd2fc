// Everything that must hold before a change is delivered; `--without-sources` leaves out what only reads the sources.
// Ends with "N passed, N failed", where each jest test counts as one and each other step as one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool } from './tools.mjs';

const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-test-'));
const jestReport = join(folder, 'jest.json');

const { values: given } = parseArgs({ options: { 'without-sources': { type: 'boolean' } } });

const sourceSteps = [
	['lint', () => runTool('@n8n/node-cli/bin/n8n-node.mjs', ['lint'])],
	['format', () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])],
	['types of the package', () => runTool('typescript/bin/tsc', ['--noEmit'])],
	['types of the tests', () => runTool('typescript/bin/tsc', ['--project', 'test'])],
	['tables in the pages', () => runTool('tsx/dist/cli.mjs', ['test/docs/write.ts', '--check'])],
];
const packageSteps = [
	['build', () => import('./build.mjs')],
	['scan', () => import('./scan.mjs')],
];

const outcome = { passed: 0, failed: 0, failedNames: [] };

for (const [name, step] of [...(given['without-sources'] ? [] : sourceSteps), ...packageSteps]) {
	console.log(`\n== ${name}`);
	try {
		await step();
		outcome.passed += 1;
	} catch (error) {
		console.error(error.message);
		outcome.failed += 1;
		outcome.failedNames.push(name);
	}
}

console.log('\n== jest');
countJest();
rmSync(folder, { recursive: true, force: true });

for (const name of outcome.failedNames) console.log(`failed: ${name}`);
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exitCode = outcome.failed === 0 ? 0 : 1;

/**
 * Runs jest and counts its tests. Where changes are judged on a machine that does other things as well, a file that
 * failed is run once more, alone. What two n8n do at once is tried with real requests, so a processor that is given to
 * others for a second can make a pause of 30 ms look longer than a whole sale. Both ends are printed.
 */
function countJest() {
	let report = runJest([]);
	const unsteady = failedFiles(report);
	const mayTryAgain = process.env.CI !== undefined && unsteady.length > 0 && unsteady.length <= 8;
	if (mayTryAgain) {
		console.log(`\n== jest, once more and alone: ${unsteady.length} file(s) that failed`);
		const again = runJest(['--maxWorkers=1', ...unsteady]);
		for (const file of unsteady)
			if (!failedFiles(again).includes(file)) console.log(`failed first, passed alone: ${file}`);
		const steady = report.testResults.filter(({ name }) => !unsteady.includes(name));
		report = { testResults: [...steady, ...again.testResults] };
	}
	for (const { name, status, assertionResults } of report.testResults) {
		const failed = assertionResults.filter((test) => test.status === 'failed').length;
		outcome.passed += assertionResults.filter((test) => test.status === 'passed').length;
		// A file that could not even load has no tests to count.
		outcome.failed += status === 'failed' ? Math.max(1, failed) : 0;
		if (status === 'failed') outcome.failedNames.push(name);
	}
	if (report.testResults.length === 0) {
		outcome.failed += 1;
		outcome.failedNames.push('jest left no report');
	}
}

function failedFiles({ testResults }) {
	return testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
}

function runJest(args) {
	rmSync(jestReport, { force: true });
	try {
		runTool('jest/bin/jest.js', ['--json', `--outputFile=${jestReport}`, ...args]);
	} catch {
		// What failed is in the report.
	}
	try {
		return JSON.parse(readFileSync(jestReport, 'utf8'));
	} catch (error) {
		console.error(`jest left no report: ${error.message}`);
		return { testResults: [] };
	}
}
