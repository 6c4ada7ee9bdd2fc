const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
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
	const { outputFiles, metafile } = await esbuild.build({
		absWorkingDir: __dirname,
		entryPoints: [...n8n.nodes, ...n8n.credentials].map(sourceOf),
		outbase: '.',
		outdir: 'dist',
		chunkNames: 'shared/[hash]',
		bundle: true,
		// esbuild can only share code between modules of the new kind; each is made CommonJS afterwards.
		format: 'esm',
		splitting: true,
		external: ['n8n-workflow'],
		// Zod's way to make code at run time, which schemas/jitless.ts switches off.
		define: { Function: 'undefined' },
		legalComments: 'none',
		metafile: true,
		write: false,
		...SMALL,
	});
	for (const file of outputFiles) {
		const name = path.relative(__dirname, file.path);
		const { inputs } = metafile.outputs[name.split(path.sep).join('/')];
		const names = BUNDLED.filter((one) =>
			Object.keys(inputs).some((input) => input.startsWith(`node_modules/${one}/`)),
		);
		const { code: commonJs } = await esbuild.transform(file.text, { format: 'cjs', ...SMALL });
		// What esbuild left: it renames and inlines file by file, not across the file as a whole (a twentieth less).
		const { code: small } = await minify(commonJs, SMALLER);
		mkdirSync(path.dirname(file.path), { recursive: true });
		writeFileSync(file.path, [...names.map(licenceNotice), small].join('\n'));
	}
}

/** Packages that are put into the code, as a community node may have no run-time dependencies. */
const BUNDLED = ['zod'];

const SMALL = { platform: 'node', target: 'es2022', minify: true, logLevel: 'warning' };

const SMALLER = { ecma: 2022, compress: { passes: 3, toplevel: true }, mangle: { toplevel: true } };

function sourceOf(distFile) {
	return distFile.replace(/^dist\//, '').replace(/\.js$/, '.ts');
}

/** Their MIT licence asks for its notice in every copy; their files carry none that esbuild could keep. */
function licenceNotice(name) {
	const folder = path.dirname(require.resolve(`${name}/package.json`));
	const { version } = require(`${name}/package.json`);
	const file = ['LICENSE', 'LICENSE.md'].find((one) => existsSync(path.join(folder, one)));
	const licence = readFileSync(path.join(folder, file), 'utf8').trim();
	return `/*! This file contains ${name} ${version}.\n\n${licence}\n*/`;
}

exports.icons = icons;
exports.codex = codex;
exports.code = code;
exports.default = parallel(icons, codex, code);
