// node load-package.cjs FOLDER: loads an unpacked package with n8n-core's own loader, as n8n does at its
// start, and fails when something that package.json names did not arrive.
require('reflect-metadata');
const assert = require('node:assert/strict');
const { existsSync } = require('node:fs');
const path = require('node:path');
const { PackageDirectoryLoader } = require('n8n-core');

async function main(folder) {
	const manifest = require(path.join(folder, 'package.json'));
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();

	const nodes = Object.values(loader.nodeTypes).map(({ type }) => type.description);
	const credentials = Object.values(loader.credentialTypes).map(({ type }) => type);
	assert.equal(nodes.length, manifest.n8n.nodes.length, 'number of nodes');
	assert.equal(credentials.length, manifest.n8n.credentials.length, 'number of credentials');

	for (const type of [...nodes, ...credentials]) {
		// The loader turns "file:" icons into addresses below icons/<package name>/.
		for (const icon of Object.values(type.iconUrl ?? {})) {
			const file = path.join(folder, icon.replace(`icons/${manifest.name}/`, ''));
			assert.ok(existsSync(file), `${type.name}: no icon at ${icon}`);
		}
		assert.ok(type.iconUrl?.light && type.iconUrl?.dark, `${type.name}: light and dark icon`);
	}
	for (const node of nodes) assert.ok(node.codex?.categories?.length, `${node.name}: codex file`);

	// What n8n sends to the editor has to survive as JSON.
	JSON.stringify({ nodes, credentials });
	const names = [...nodes, ...credentials].map(({ name }) => name).join(', ');
	console.log(`loaded ${manifest.name} ${manifest.version}: ${names}`);
}

main(process.argv[2]).catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
