// Everything that must hold before a change is delivered; `--without-sources` leaves out what only reads the sources.
// Ends with "N passed, N failed", where each jest test counts as one and each other step as one.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './dependencies.mjs';
import { runTool } from './tools.mjs';

const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-test-'));
const jestReport = join(folder, 'jest.json');

const { values: given } = parseArgs({ options: { 'without-sources': { type: 'boolean' } } });

const tool = (file, ...args) => [join(root, 'node_modules', file), ...args];
const script = (name) => [join(root, 'scripts', name)];

/** What only reads the sources. The build checks the types of the package itself. */
const sourceSteps = [
	[['lint', tool('@n8n/node-cli/bin/n8n-node.mjs', 'lint')]],
	[['format', tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')]],
	[['types of the tests', tool('typescript/bin/tsc', '--project', 'test')]],
];
/** One after the other. */
const packageSteps = [
	['types of the package, and build', script('build.mjs')],
	['scan', script('scan.mjs')],
];
const AT_A_TIME = 2;

/** MB for what is made and dropped at once: a test run makes much of that, and Node's 16 are collected often. */
const JEST_NODE_OPTIONS = ['--max-semi-space-size=64'];

const outcome = { passed: 0, failed: 0, failedNames: [] };

await runSteps([packageSteps, ...(given['without-sources'] ? [] : sourceSteps)]);

console.log('\n== jest');
countJest();
rmSync(folder, { recursive: true, force: true });

for (const name of outcome.failedNames) console.log(`failed: ${name}`);
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exitCode = outcome.failed === 0 ? 0 : 1;

/** Each row's steps in their order; some rows at a time, as each of these tools keeps one processor busy. */
async function runSteps(rows) {
	const waiting = [...rows];
	const lane = async () => {
		for (let row = waiting.shift(); row; row = waiting.shift())
			for (const [name, command] of row) await runStep(name, command);
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, lane));
}

/** Prints what the step says when it has ended: two of them would talk at once. */
async function runStep(name, command) {
	const { code, output } = await new Promise((done, fail) => {
		const child = spawn(process.execPath, command, {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		const note = (chunk) => (output += chunk);
		child.stdout.on('data', note);
		child.stderr.on('data', note);
		child.on('error', fail);
		child.on('close', (code) => done({ code, output }));
	});
	console.log(`\n== ${name}\n${output.trimEnd()}`);
	if (code === 0) {
		outcome.passed += 1;
		return;
	}
	outcome.failed += 1;
	outcome.failedNames.push(name);
}

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
		const report = ['--json', `--outputFile=${jestReport}`];
		runTool('jest/bin/jest.js', [...report, ...args], JEST_NODE_OPTIONS);
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
