const { existsSync, readFileSync, readdirSync, rmSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, series, src } = require('gulp');

const schemasSource = path.join(__dirname, 'nodes/OpenBoxes/schemas');
const schemasOutput = path.join(__dirname, 'dist/nodes/OpenBoxes/schemas');

/** The icons keep their place beside nodes/ and credentials/, so the relative paths in the code hold in dist/ too. */
function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

/**
 * Puts zod into the schemas, as a community node may have no run-time dependencies.
 * Replaces what tsc wrote: one file, of which the other compiled files only use the index.
 */
async function schemas() {
	await esbuild.build({
		entryPoints: [path.join(schemasSource, 'index.ts')],
		outfile: path.join(schemasOutput, 'index.js'),
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		target: 'es2022',
		format: 'cjs',
		external: ['n8n-workflow'],
		minify: false,
		legalComments: 'inline',
		banner: { js: licenceNotice('zod') },
		logLevel: 'warning',
	});
	for (const file of readdirSync(schemasOutput, { recursive: true })) {
		const isIndex = file === 'index.js';
		if (!isIndex && /\.js(\.map)?$/.test(file)) rmSync(path.join(schemasOutput, file));
	}
	refuseImportsPastTheIndex(path.join(__dirname, 'dist'));
}

/** zod's MIT licence asks for its notice in every copy; its files carry none that esbuild could keep. */
function licenceNotice(name) {
	const folder = path.dirname(require.resolve(`${name}/package.json`));
	const { version } = require(`${name}/package.json`);
	const licence = readFileSync(path.join(folder, 'LICENSE'), 'utf8').trim();
	return `/*! This file contains ${name} ${version}.\n\n${licence}\n*/`;
}

/** A file that reaches into schemas/ would find nothing there in the published package. */
function refuseImportsPastTheIndex(folder) {
	for (const file of readdirSync(folder, { recursive: true })) {
		if (!file.endsWith('.js') || file.startsWith(path.relative(folder, schemasOutput))) continue;
		const full = path.join(folder, file);
		for (const [, target] of readFileSync(full, 'utf8').matchAll(/require\("(\.[^"]+)"\)/g)) {
			const base = path.resolve(path.dirname(full), target);
			const found = [base, `${base}.js`, `${base}.json`, path.join(base, 'index.js')].some(
				(candidate) => existsSync(candidate),
			);
			if (!found) {
				throw new Error(`${file} requires ${target}, which is not in dist: import it from schemas`);
			}
		}
	}
}

exports.icons = icons;
exports.schemas = schemas;
exports.default = series(icons, schemas);
