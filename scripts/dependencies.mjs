// Installs the development dependencies when they are missing. Only Node's own modules here: it runs before them.
import { spawnSync } from 'node:child_process';
import {
	closeSync,
	lstatSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const lockFile = join(root, '.cache', 'install.lock');

/** Resolves when every package of package-lock.json is installed in its version; throws when that fails. */
export async function ensureDependencies() {
	if (missingPackages().length === 0) return;
	await whileOthersWait(() => {
		const missing = missingPackages();
		if (missing.length === 0) return;
		if (isLink('node_modules')) {
			throw new Error(
				`node_modules is a link, ${missing.length} packages are missing: npm ci there`,
			);
		}
		console.log(`Installing dependencies (${missing.length} missing) with npm ci --ignore-scripts`);
		// No scripts: nothing here needs a compiler, and packages of others need not run code to be installed.
		const { status, error } = spawnSync(
			'npm',
			['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
			{ cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
		);
		if (error) throw error;
		if (status !== 0) throw new Error(`npm ci ended with exit code ${status}`);
	});
}

function missingPackages() {
	const wanted = packagesOf('package-lock.json');
	const installed = packagesOf('node_modules/.package-lock.json');
	return Object.entries(wanted)
		.filter(([path, entry]) => path !== '' && !entry.optional && !entry.devOptional)
		.filter(([path, entry]) => installed[path]?.version !== entry.version)
		.map(([path]) => path);
}

function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
	} catch (error) {
		if (error.code === 'ENOENT') return {};
		throw error;
	}
}

/** A folder that others use as well: npm ci would empty it under them. */
function isLink(name) {
	return lstatSync(join(root, name), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Two commands started at the same time on a fresh clone must not install into each other's folder. */
async function whileOthersWait(install) {
	mkdirSync(join(root, '.cache'), { recursive: true });
	while (!takeLock()) {
		if (ownerIsGone()) rmSync(lockFile, { force: true });
		await sleep(500);
	}
	try {
		install();
	} finally {
		rmSync(lockFile, { force: true });
	}
}

function takeLock() {
	try {
		const handle = openSync(lockFile, 'wx');
		writeSync(handle, String(process.pid));
		closeSync(handle);
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

function ownerIsGone() {
	try {
		const owner = Number(readFileSync(lockFile, 'utf8'));
		// An empty file belongs to a process that is just writing its id.
		if (owner > 0) process.kill(owner, 0);
		return false;
	} catch (error) {
		return error.code === 'ESRCH';
	}
}
