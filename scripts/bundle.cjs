// All code in one file: esbuild puts it together, swc makes it small and CommonJS.
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { transform } = require('@swc/core');
const esbuild = require('esbuild');
const { n8n } = require('../package.json');
const { markPrivate, PRIVATE } = require('./private-names.cjs');

const root = path.join(__dirname, '..');

/** What n8n loads: a node or credential each. */
exports.ENTRIES = [...n8n.nodes, ...n8n.credentials].map((file) =>
	file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
);

/**
 * The order of the files. gzip only looks 32 kB back for what was said before, so it makes 12 kB of difference in the
 * package what stands beside what; order-bundle.cjs finds this order. A file that is missing here comes before the first
 * one that needs it.
 */
exports.ORDER_FILE = path.join(__dirname, 'bundle-order.txt');

exports.readOrder = function () {
	const files = readFileSync(exports.ORDER_FILE, 'utf8').trim().split('\n');
	return files.filter((file) => existsSync(path.join(root, file)));
};

/**
 * The code of all entries, and the files it is made of with what they import.
 *
 * @param before what to put before the code of a file
 */
exports.bundleCode = async function (order = exports.readOrder(), before = () => '') {
	const { outputFiles, metafile } = await esbuild.build({
		absWorkingDir: root,
		stdin: {
			contents: [
				...order.map((file) => `import './${file}';`),
				...exports.ENTRIES.map((file) => `export * from './${file}';`),
			].join('\n'),
			resolveDir: root,
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
		mangleProps: PRIVATE,
		plugins: [smallZod, markPrivate(before)],
	});
	const { code } = await transform(outputFiles[0].text, SMALL);
	return { code, inputs: metafile.inputs };
};

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
