import { readFileSync, basename, resolve } from '../platform';
import { PackageDirectoryLoader } from 'n8n-core';
import { jsonParse, type ICredentialType, type INodeType } from 'n8n-workflow';

/** The node types (keyed as workflows name them, e.g. `n8n-nodes-openboxes.openBoxes`) and credential types of a package. */
export interface PackageTypes {
	nodes: Record<string, INodeType>;
	credentials: Record<string, ICredentialType>;
}

/** `source`: the TypeScript of this repository. Otherwise the folder of a built package, with its package.json. */
export type PackageLocation = 'source' | (string & {});

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

const root = resolve(module.path, '../..');

/** As in n8n, of which each process has one object per type. */
let ofSource: Promise<PackageTypes> | undefined;

export async function loadPackageTypes(location: PackageLocation): Promise<PackageTypes> {
	return location === 'source' ? await (ofSource ??= loadSource()) : await loadBuilt(location);
}

/** Loads what package.json lists, but from the file that it is compiled from. */
async function loadSource(): Promise<PackageTypes> {
	const manifest = jsonParse<Manifest>(readFileSync(resolve(root, 'package.json'), 'utf8'));
	const types: PackageTypes = { nodes: {}, credentials: {} };
	for (const path of manifest.n8n.nodes) {
		const node = await instantiate<INodeType>(path);
		types.nodes[`${manifest.name}.${node.description.name}`] = node;
	}
	for (const path of manifest.n8n.credentials) {
		const credential = await instantiate<ICredentialType>(path);
		types.credentials[credential.name] = credential;
	}
	return types;
}

async function instantiate<T>(distPath: string): Promise<T> {
	const source = distPath.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const className = basename(source).replace(/\.(node|credentials)\.ts$/, '');
	const module = (await import(resolve(root, source))) as Record<string, new () => T>;
	return new module[className]();
}

async function loadBuilt(folder: string): Promise<PackageTypes> {
	const loader = new PackageDirectoryLoader(resolve(root, folder));
	await loader.loadAll();
	const types: PackageTypes = { nodes: {}, credentials: {} };
	for (const [name, { type }] of Object.entries(loader.nodeTypes)) {
		// Ours have one version and no VersionedNodeType around it.
		types.nodes[`${loader.packageName}.${name}`] = type as INodeType;
	}
	for (const [name, { type }] of Object.entries(loader.credentialTypes)) {
		types.credentials[name] = type;
	}
	return types;
}
