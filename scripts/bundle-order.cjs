// The order of our files in the one file of all code. gzip only looks 32 kB back for what was said before, so what stands
// beside what makes 10 kB of difference in the package. The same sources give the same order.
const { readFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

/** The rooms of both nodes, in the order that was found best; a new one goes to the end. */
const ROOMS = [
	...['schemas', 'transport', 'rules', 'transactions', 'lines', 'catalogue', 'records', 'putaways'],
	...['stock', 'once', 'posting', 'shipments', 'orders', 'receiving', 'movements'],
	...['values', 'trigger', 'shared', 'methods', 'actions'],
];

/** Characters of the pieces of code that two files are compared by. */
const PIECE = 8;
/** A piece of more files than this is found nearby in any order. */
const MOST_FILES = 30;
/** So many files before it count when the next one is chosen. */
const LOOKS_BACK = 3;
/** Keeps tiny files from being chosen for the little that they hold. */
const LEAST = 300;

/** Room by room, and in a room each file behind those that it has most in common with. */
exports.bundleOrder = function (root, files) {
	const likeness = likenessOf(root, files);
	const sorted = [...files].sort().reverse();
	return [...ROOMS, undefined].flatMap((room) =>
		chain(
			sorted.filter((file) => roomOf(file) === room),
			likeness,
		),
	);
};

/** The credentials stand with what they log in by. */
function roomOf(file) {
	const folders = file.split('/').slice(0, -1);
	return folders[0] === 'credentials' ? 'transport' : folders.find((one) => ROOMS.includes(one));
}

function chain(files, likeness) {
	const left = [...files];
	const chained = [];
	while (left.length > 0) {
		const before = chained.slice(-LOOKS_BACK);
		const scores = left.map((file) => before.reduce((sum, one) => sum + likeness(file, one), 0));
		chained.push(...left.splice(scores.indexOf(Math.max(...scores)), 1));
	}
	return chained;
}

/** How much two files have in common, for their size. */
function likenessOf(root, files) {
	const pieces = new Map(files.map((file) => [file, piecesOf(path.join(root, file))]));
	const count = new Map();
	for (const piece of [...pieces.values()].flatMap((of) => [...of]))
		count.set(piece, (count.get(piece) ?? 0) + 1);
	const telling = new Map(
		[...pieces].map(([file, of]) => [
			file,
			[...of].filter((piece) => count.get(piece) > 1 && count.get(piece) <= MOST_FILES),
		]),
	);
	return (a, b) =>
		telling.get(a).filter((piece) => pieces.get(b).has(piece)).length /
		Math.sqrt((pieces.get(a).size + LEAST) * (pieces.get(b).size + LEAST));
}

function piecesOf(file) {
	const options = { loader: 'ts', minifyWhitespace: true };
	const { code } = esbuild.transformSync(readFileSync(file, 'utf8'), options);
	const own = code.replace(/^import[^;]*;/gm, '');
	return new Set(Array.from({ length: own.length }, (_, at) => own.slice(at, at + PIECE)));
}
