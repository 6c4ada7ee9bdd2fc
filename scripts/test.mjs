// Everything that must hold before a change is delivered. Ends with "N passed, N failed", where each
// jest test counts as one and each other step as one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './tools.mjs';

const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-test-'));
const jestReport = join(folder, 'jest.json');

const steps = [
	['lint', () => runTool('@n8n/node-cli/bin/n8n-node.mjs', ['lint'])],
	['format', () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])],
	['types of the package', () => runTool('typescript/bin/tsc', ['--noEmit'])],
	['types of the tests', () => runTool('typescript/bin/tsc', ['--project', 'test'])],
	['tables in the README', () => runTool('tsx/dist/cli.mjs', ['test/docs/write.ts', '--check'])],
	['build', () => import('./build.mjs')],
	['scan', () => import('./scan.mjs')],
];

const outcome = { passed: 0, failed: 0, failedNames: [] };

for (const [name, step] of steps) {
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

function countJest() {
	const failuresBefore = outcome.failed;
	let ended = true;
	try {
		runTool('jest/bin/jest.js', ['--json', `--outputFile=${jestReport}`]);
	} catch {
		ended = false;
	}
	try {
		const report = JSON.parse(readFileSync(jestReport, 'utf8'));
		outcome.passed += report.numPassedTests;
		// A file that could not even load has no tests to count.
		outcome.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
		for (const suite of report.testResults) {
			if (suite.status === 'failed') outcome.failedNames.push(suite.name);
		}
	} catch (error) {
		console.error(`jest left no report: ${error.message}`);
	}
	if (!ended && outcome.failed === failuresBefore) {
		outcome.failed += 1;
		outcome.failedNames.push('jest');
	}
}
