// Looks at the package as n8n's verification and a hospital's n8n will: packs it, runs the community
// scanner on the source and on the unpacked tarball, and loads that tarball where only n8n's modules are.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { root } from './dependencies.mjs';
import { packInto, tarballSize } from './pack.mjs';

const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-scan-'));
try {
	const modules = join(folder, 'node_modules');
	const packageFolder = packInto(modules);
	await check('community scanner on the source', () => scan(root, SOURCE_FILE_PATTERNS));
	await check('community scanner on the tarball', () =>
		scan(packageFolder, ['**/*.js', 'package.json']),
	);
	await check('zod is inside, nothing is required', () => zodIsInside(packageFolder));
	await check('only code, icons and search words are in it', () => onlyNeeded(packageFolder));
	// The one module that n8n gives to a community node; zod and our other tools are out of reach.
	symlinkSync(join(root, 'node_modules/n8n-workflow'), join(modules, 'n8n-workflow'), 'junction');
	await check('n8n loads the tarball on its own', () => loadAlone(packageFolder));
	await check('the tarball is small and loads fast', () => smallAndFast(packageFolder));
} finally {
	rmSync(folder, { recursive: true, force: true });
}

async function check(name, run) {
	await run();
	console.log(`ok: ${name}`);
}

async function scan(target, patterns) {
	const result = await analyzePackage(target, patterns);
	if (!result.passed) throw new Error(`${result.message}\n${result.details ?? ''}`);
}

function zodIsInside(packageFolder) {
	let zod = false;
	for (const file of readdirSync(packageFolder, { recursive: true })) {
		if (!file.endsWith('.js')) continue;
		const code = readFileSync(join(packageFolder, file), 'utf8');
		zod ||= code.includes('This file contains zod');
		const required = [...code.matchAll(/\brequire\(["']([^."'][^"']*)["']\)/g)].map(
			([, name]) => name,
		);
		const foreign = required.filter((name) => !/^(n8n-workflow|(node:)?crypto)$/.test(name));
		if (foreign.length > 0) throw new Error(`${file} requires ${foreign.join(', ')}`);
	}
	if (!zod) throw new Error('no file contains zod');
}

function onlyNeeded(packageFolder) {
	const files = readdirSync(packageFolder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ name }) => name);
	const more = files.filter((name) => !/\.(js|json|svg|md)$/.test(name));
	if (more.length > 0) throw new Error(`not needed by n8n: ${more.join(', ')}`);
}

/** The best of three, as other work of the machine only ever makes it slower and larger. */
function smallAndFast(packageFolder) {
	const size = tarballSize();
	const loads = [1, 2, 3].map(() => loadTime(packageFolder));
	const milliseconds = Math.min(...loads.map((load) => load.milliseconds));
	const megabytes = Math.min(...loads.map((load) => load.megabytes));
	console.log(
		`tarball ${(size / 1000).toFixed(1)} kB, loaded in ${milliseconds} ms of processor time with ${megabytes} MB`,
	);
	if (size >= 200_000)
		throw new Error(
			'the tarball has 200 kB or more: look for a better order (node scripts/order-bundle.cjs)',
		);
	if (milliseconds >= 150 || megabytes >= 15) throw new Error('150 ms and 15 MB are the most');
}

function loadAlone(packageFolder) {
	console.log(inNewProcess('load-package.cjs', packageFolder));
}

function loadTime(packageFolder) {
	return JSON.parse(inNewProcess('load-time.cjs', packageFolder));
}

function inNewProcess(name, packageFolder) {
	const script = fileURLToPath(new URL(name, import.meta.url));
	const { status, error, stdout } = spawnSync(process.execPath, [script, packageFolder], {
		cwd: folder,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, NODE_PATH: '', N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: 'scan' },
	});
	if (error) throw error;
	if (status !== 0) throw new Error('n8n cannot load the package as it would be published');
	return stdout.trimEnd();
}
