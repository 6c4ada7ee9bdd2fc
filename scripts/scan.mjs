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
import { packInto } from './pack.mjs';

const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-scan-'));
try {
	const modules = join(folder, 'node_modules');
	const packageFolder = packInto(modules);
	await check('community scanner on the source', () => scan(root, SOURCE_FILE_PATTERNS));
	await check('community scanner on the tarball', () =>
		scan(packageFolder, ['**/*.js', 'package.json']),
	);
	await check('zod is in the schemas and nowhere required', () => zodIsInside(packageFolder));
	// The one module that n8n gives to a community node; zod and our other tools are out of reach.
	symlinkSync(join(root, 'node_modules/n8n-workflow'), join(modules, 'n8n-workflow'), 'junction');
	await check('n8n loads the tarball on its own', () => loadAlone(packageFolder));
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
	const schemas = readFileSync(
		join(packageFolder, 'dist/nodes/OpenBoxes/schemas/index.js'),
		'utf8',
	);
	if (!/class ZodError\b|ZodError = class/.test(schemas))
		throw new Error('schemas/index.js has no zod');
	for (const file of readdirSync(packageFolder, { recursive: true })) {
		if (!file.endsWith('.js')) continue;
		const code = readFileSync(join(packageFolder, file), 'utf8');
		const required = [...code.matchAll(/\brequire\(["']([^."'][^"']*)["']\)/g)].map(
			([, name]) => name,
		);
		const foreign = required.filter((name) => !/^(n8n-workflow|(node:)?crypto)$/.test(name));
		if (foreign.length > 0) throw new Error(`${file} requires ${foreign.join(', ')}`);
	}
}

function loadAlone(packageFolder) {
	const script = fileURLToPath(new URL('load-package.cjs', import.meta.url));
	const { status, error } = spawnSync(process.execPath, [script, packageFolder], {
		cwd: folder,
		stdio: 'inherit',
		env: { ...process.env, NODE_PATH: '', N8N_USER_FOLDER: folder, N8N_ENCRYPTION_KEY: 'scan' },
	});
	if (error) throw error;
	if (status !== 0) throw new Error('n8n cannot load the package as it would be published');
}
