// Packs the built package; also a command: node scripts/pack.mjs FOLDER
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './dependencies.mjs';

/**
 * Packs the built package as `npm publish` would and unpacks it as `<modulesFolder>/<package name>`.
 * Returns that folder.
 */
export function packInto(modulesFolder) {
	const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	mkdirSync(modulesFolder, { recursive: true });
	run('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', modulesFolder]);
	const tarball = readdirSync(modulesFolder).find((file) => file.endsWith('.tgz'));
	run('tar', ['-xzf', join(modulesFolder, tarball), '-C', modulesFolder]);
	rmSync(join(modulesFolder, tarball));
	const folder = join(modulesFolder, name);
	renameSync(join(modulesFolder, 'package'), folder);
	return folder;
}

/** Bytes that an installation downloads. */
export function tarballSize() {
	const [{ size }] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']));
	return size;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(packInto(process.argv[2]));

function run(command, args) {
	const { status, error, stderr, stdout } = spawnSync(command, args, {
		cwd: root,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	if (error) throw error;
	if (status !== 0)
		throw new Error(`${command} ${args[0]} ended with exit code ${status}: ${stderr}`);
	return stdout;
}
