const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { transform } = require('@swc/core');
const esbuild = require('esbuild');
const { dest, parallel, src } = require('gulp');
const { n8n } = require('./package.json');
const { bundleOrder } = require('./scripts/bundle-order.cjs');

/** The icons keep their place beside nodes/ and credentials/, so the relative paths in the code hold in dist/ too. */
function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

/** Search words and links of the nodes, which n8n reads from beside each node. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

/**
 * All code in one file, and for each node and credential that package.json names a line that takes its class from there:
 * n8n loads all of them at its start, and one copy means one session and one pace. No map: it would be twice the size of
 * the code.
 */
async function code() {
	const { inputs } = (await bundle([])).metafile;
	const ours = Object.keys(inputs).filter((file) => /^(nodes|credentials)\//.test(file));
	const { outputFiles, metafile } = await bundle(bundleOrder(__dirname, ours));
	const { code: small } = await transform(outputFiles[0].text, SMALL);
	const notices = BUNDLED.filter((name) =>
		Object.keys(metafile.inputs).some((input) => input.startsWith(`node_modules/${name}/`)),
	).map(licenceNotice);
	write(BUNDLE, [...notices, small].join('\n'));
	for (const entry of ENTRIES) {
		const [className] = path.basename(entry).split('.');
		const bundleFromHere = path.posix.relative(path.posix.dirname(entry), BUNDLE);
		write(
			entry.replace(/\.ts$/, '.js'),
			`exports.${className}=require("${bundleFromHere}").${className};\n`,
		);
	}
}

function write(name, text) {
	const file = path.join(__dirname, 'dist', name);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, text);
}

async function bundle(inOrder) {
	return await esbuild.build({
		absWorkingDir: __dirname,
		stdin: {
			contents: [
				...inOrder.map((file) => `import './${file}';`),
				...ENTRIES.map((file) => `export * from './${file}';`),
			].join('\n'),
			resolveDir: __dirname,
		},
		bundle: true,
		// swc makes it CommonJS afterwards, without the helpers that esbuild would add.
		format: 'esm',
		platform: 'node',
		target: 'es2022',
		tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
		external: ['n8n-workflow'],
		// Zod's way to make code at run time, which schemas/jitless.ts switches off.
		define: { Function: 'undefined' },
		legalComments: 'none',
		minifySyntax: true,
		metafile: true,
		write: false,
		logLevel: 'warning',
		plugins: [smallZod],
	});
}

const BUNDLE = 'package.js';

const ENTRIES = [...n8n.nodes, ...n8n.credentials].map((file) =>
	file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
);

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

/** Packages that are put into the code, as a community node may have no run-time dependencies. */
const BUNDLED = ['zod'];

/**
 * swc rather than esbuild: it renames and inlines across the file as a whole (a twentieth less). Without the interop of
 * default imports, which nothing here uses.
 */
const SMALL = {
	isModule: true,
	module: { type: 'commonjs', importInterop: 'none' },
	jsc: {
		target: 'es2022',
		minify: {
			compress: { ecma: 2022, passes: 3, toplevel: true, module: true },
			mangle: { toplevel: true },
			format: { comments: false },
		},
	},
	minify: true,
};

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
