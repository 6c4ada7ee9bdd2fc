const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { minify } = require('@swc/core');
const esbuild = require('esbuild');
const { dest, parallel, src } = require('gulp');
const { n8n } = require('./package.json');

/** The icons keep their place beside nodes/ and credentials/, so the relative paths in the code hold in dist/ too. */
function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

/** Search words and links of the nodes, which n8n reads from beside each node. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

/**
 * One file for each node and credential that package.json names, and what several of them need in dist/shared/:
 * one copy, so that they share the session and the pace too. No maps: they would be twice the size of the code.
 */
async function code() {
	const { inputs: graph } = (await bundle([])).metafile;
	const { outputFiles, metafile } = await bundle([smallZod, roomByRoom(graph)]);
	for (const file of outputFiles) {
		const name = path.relative(__dirname, file.path);
		const { inputs } = metafile.outputs[name.split(path.sep).join('/')];
		const names = BUNDLED.filter((one) =>
			Object.keys(inputs).some((input) => input.startsWith(`node_modules/${one}/`)),
		);
		const { code: small } = await minify(asCommonJs(file.text), SMALL);
		mkdirSync(path.dirname(file.path), { recursive: true });
		writeFileSync(file.path, [...names.map(licenceNotice), small].join('\n'));
	}
}

async function bundle(plugins) {
	return await esbuild.build({
		absWorkingDir: __dirname,
		entryPoints: ENTRIES,
		outbase: '.',
		outdir: 'dist',
		chunkNames: 'shared/[hash]',
		bundle: true,
		// esbuild can only share code between modules of the new kind; each is made CommonJS afterwards.
		format: 'esm',
		splitting: true,
		platform: 'node',
		target: 'es2022',
		external: ['n8n-workflow'],
		// Zod's way to make code at run time, which schemas/jitless.ts switches off.
		define: { Function: 'undefined' },
		legalComments: 'none',
		minifyIdentifiers: true,
		minifyWhitespace: true,
		metafile: true,
		write: false,
		logLevel: 'warning',
		plugins,
	});
}

const ENTRIES = [...n8n.nodes, ...n8n.credentials].map((file) =>
	file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
);

/**
 * Puts what lies in one folder side by side, the lowest rooms first. gzip only looks 32 kB back, and what it finds there
 * is mostly the words of the same room: the package gets 3 kB smaller than in the order of the imports. What both
 * servers need goes to everybody, which saves three tiny files.
 */
function roomByRoom(graph) {
	const isOurs = (file) => /^(nodes|credentials)\//.test(file);
	const neededBy = (file, found = new Set()) => {
		if (isOurs(file) && !found.has(file)) {
			found.add(file);
			for (const { path: imported } of graph[file].imports) neededBy(imported, found);
		}
		return found;
	};
	const forAll = Object.keys(graph).filter((file) => file.startsWith('nodes/shared/'));
	return {
		name: 'room by room',
		setup(build) {
			build.onLoad({ filter: /\.(node|credentials)\.ts$/ }, ({ path: file }) => {
				const entry = path.relative(__dirname, file).split(path.sep).join('/');
				const needed = new Set([...neededBy(entry), ...forAll]);
				needed.delete(entry);
				const imports = [...needed]
					.sort()
					.reverse()
					.map((one) => `import '${__dirname}/${one}';`);
				return {
					contents: [...imports, readFileSync(file, 'utf8')].join('\n'),
					loader: 'ts',
				};
			});
		},
	};
}

/** Lets esbuild leave out what nothing here uses of zod, where zod hides it: its helpers, and code made at run time. */
const smallZod = {
	name: 'small zod',
	setup(build) {
		for (const [name, hidden, plain] of [
			[
				'mini',
				'import { util } from "../core/index.js"',
				'import * as util from "../core/util.js"',
			],
			['core', 'const jit = !core.globalConfig.jitless', 'const jit = false'],
		])
			build.onLoad({ filter: new RegExp(`zod.v4.${name}.schemas\\.js$`) }, ({ path: file }) => {
				const text = readFileSync(file, 'utf8');
				if (!text.includes(hidden)) throw new Error(`${file} has no longer: ${hidden}`);
				return { contents: text.replace(hidden, plain) };
			});
	},
};

/**
 * As esbuild would write it, but with plain names for what is imported instead of `(0, module.name)`, which nothing here
 * needs: no file imports one that imports it.
 */
function asCommonJs(text) {
	return text
		.replace(/\bimport\{([^{}"]*)\}from("[^"]*");/g, (_, names, from) => {
			return `const{${names.replaceAll(' as ', ':')}}=require(${from});`;
		})
		.replace(/\bimport("[^"]*");/g, 'require($1);')
		.replace(/\bexport\{([^{}"]*)\};/, (_, names) => {
			const pairs = names.split(',').map((name) => name.split(' as ').reverse().join(':'));
			return `module.exports={${pairs.join(',')}};`;
		});
}

/** Packages that are put into the code, as a community node may have no run-time dependencies. */
const BUNDLED = ['zod'];

/** swc rather than esbuild: it renames and inlines across the file as a whole (a twentieth less). */
const SMALL = { ecma: 2022, compress: { passes: 3, toplevel: true }, mangle: { toplevel: true } };

/** Their MIT licence, which is ours too, asks for its notice in every copy: it stands in LICENSE.md. */
function licenceNotice(name) {
	const folder = path.dirname(require.resolve(`${name}/package.json`));
	const { version, license } = require(`${name}/package.json`);
	const [owner] = /^Copyright .*$/m.exec(readFileSync(path.join(folder, 'LICENSE'), 'utf8'));
	const isNamed = readFileSync(path.join(__dirname, 'LICENSE.md'), 'utf8').includes(owner);
	if (license !== 'MIT' || !isNamed) throw new Error(`LICENSE.md must name ${name}: ${owner}`);
	return `/*! This file contains ${name} ${version} (${license}, see LICENSE.md) */`;
}

exports.icons = icons;
exports.codex = codex;
exports.code = code;
exports.default = parallel(icons, codex, code);
