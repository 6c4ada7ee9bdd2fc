const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { dest, parallel, src } = require('gulp');
const { bundleCode, ENTRIES } = require('./scripts/bundle.cjs');

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
	const { code: small, inputs } = await bundleCode();
	const notices = BUNDLED.filter((name) =>
		Object.keys(inputs).some((input) => input.startsWith(`node_modules/${name}/`)),
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

const BUNDLE = 'package.js';

/** Packages that are put into the code, as a community node may have no run-time dependencies. */
const BUNDLED = ['zod'];

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
