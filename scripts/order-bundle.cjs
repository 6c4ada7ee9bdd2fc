// Finds a better order of the files in the bundle and writes it down: node scripts/order-bundle.cjs [seconds]
// It moves files that stand together to another place, and keeps what makes the code smaller when it is packed.
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { deflateRawSync } = require('node:zlib');
const { bundleCode, ORDER_FILE } = require('./bundle.cjs');

const root = path.join(__dirname, '..');

/** Files that go together at the most. */
const MOST_MOVED = 6;
/** How far files go: most gains are near. */
const DISTANCES = [15, 100];
/** gzip looks so far back. */
const WINDOW = 32_768;
/** More files than it sees at once. */
const IN_WINDOW = 100;

async function findOrder(seconds) {
	const { pieces, neighbours } = await readPieces();
	const text = (files) => Buffer.concat(files.map((file) => pieces.get(file)));
	/** Bytes of the files from `first` on, up to where a change before `last` is no longer seen. */
	const size = (files, first = 0, last = files.length) => {
		const dictionary = text(files.slice(Math.max(0, first - IN_WINDOW), first)).subarray(-WINDOW);
		const seen = text(files.slice(first, last)).length + WINDOW;
		const packed = text(files.slice(first, last + IN_WINDOW)).subarray(0, seen);
		return deflateRawSync(packed, { level: 9, dictionary }).length;
	};
	let order = [...pieces.keys()];
	console.log(`${size(order)} bytes before`);
	const end = Date.now() + seconds * 1000;
	while (Date.now() < end) {
		const from = below(order.length);
		const distance = DISTANCES[below(DISTANCES.length)];
		const to = from - distance + below(2 * distance + 1);
		const count = below(2) === 0 ? 1 : 1 + below(MOST_MOVED);
		const moved = order.slice(from, from + count);
		const rest = order.toSpliced(from, count);
		if (to < 0 || to > rest.length || to === from) continue;
		const next = rest.toSpliced(to, 0, ...moved);
		if (!moved.every((file) => isPlacedRight(file, next, neighbours))) continue;
		const first = Math.min(from, to);
		const last = Math.max(from, to) + moved.length;
		if (size(next, first, last) < size(order, first, last)) order = next;
	}
	console.log(`${size(order)} bytes after`);
	writeFileSync(ORDER_FILE, `${order.join('\n')}\n`);
}

function below(number) {
	return Math.floor(Math.random() * number);
}

/** Whether a file stands behind all that it imports, as esbuild will place it, and before all that import it. */
function isPlacedRight(file, order, { imports, users }) {
	const place = order.indexOf(file);
	return (
		imports.get(file).every((one) => order.indexOf(one) < place) &&
		users.get(file).every((one) => order.indexOf(one) > place)
	);
}

/** What each file becomes in the package, in the present order. */
async function readPieces() {
	const { code, inputs } = await bundleCode(undefined, mark);
	const [, ...parts] = code.split(/\$file\("([^"]+)"\)[;,]?/);
	const files = parts.filter((_, index) => index % 2 === 0);
	const pieces = new Map(files.map((file, at) => [file, Buffer.from(parts[2 * at + 1])]));
	const imports = new Map();
	const users = new Map(files.map((file) => [file, []]));
	for (const file of files) {
		const all = inputs[file].imports.map((one) => one.path).filter((one) => pieces.has(one));
		imports.set(file, all);
		for (const one of all) users.get(one).push(file);
	}
	return { pieces, neighbours: { imports, users } };
}

/** A call, which neither esbuild nor swc may move or leave out. */
function mark(file) {
	return `$file("${path.relative(root, file).split(path.sep).join('/')}");\n`;
}

void findOrder(Number(process.argv[2] ?? 600));
