import {
	spawnSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
	join,
	resolve,
	process,
} from '../platform';
import { jsonParse, type IDataObject } from 'n8n-workflow';

const root = resolve(module.path, '../..');

export const PACKAGE = 'n8n-nodes-openboxes';

/** Packs the built package once; returns the folder of what was packed. */
export function packPackage(folder: string): string {
	const { status } = spawnSync(process.execPath, [join(root, 'scripts/pack.mjs'), folder], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	if (status !== 0) throw new Error('The package could not be packed');
	return join(folder, PACKAGE);
}

/**
 * Puts the packed package where n8n keeps community nodes and does to it what n8n does when somebody enters its name
 * under Settings → Community nodes. The download alone is left out: nothing of ours is published for a test.
 */
export function installPackage(packed: string, userFolder: string, version?: string): void {
	const nodes = join(userFolder, '.n8n/nodes');
	const target = join(nodes, 'node_modules', PACKAGE);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(join(nodes, 'node_modules'), { recursive: true });
	cpSync(packed, target, { recursive: true });

	const file = join(target, 'package.json');
	const manifest = jsonParse<IDataObject>(readFileSync(file, 'utf8'));
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies'])
		delete manifest[kind];
	if (version) manifest.version = version;
	writeFileSync(file, JSON.stringify(manifest, null, 2));
	const args = ['install', '--audit=false', '--fund=false', '--bin-links=false'];
	const { status, stderr } = spawnSync(
		'npm',
		[
			...args,
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
			'--offline',
		],
		{ cwd: target, encoding: 'utf8', timeout: 60_000 },
	);
	if (status !== 0) throw new Error(`npm install in the package: ${stderr}`);
	if (existsSync(join(target, 'node_modules')))
		throw new Error('The package brings modules of its own, which n8n does not allow');
	const list = {
		name: 'installed-nodes',
		private: true,
		dependencies: { [PACKAGE]: manifest.version },
	};
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(list, null, 2));
}
