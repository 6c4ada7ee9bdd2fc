// node load-time.cjs FOLDER: how long the nodes and credentials of an unpacked package take to load, and how
// much memory they keep, in a process where n8n-workflow is loaded already, as in n8n. Prints JSON.
// The time is the processor's, so that other work on the machine does not count.
const path = require('node:path');

const folder = process.argv[2];
const { n8n } = require(path.join(folder, 'package.json'));
require(require.resolve('n8n-workflow', { paths: [folder] }));

const memoryBefore = process.memoryUsage().rss;
const before = process.cpuUsage();
const loaded = [...n8n.credentials, ...n8n.nodes].map((file) => {
	const [className] = path.basename(file).split('.');
	return new (require(path.join(folder, file))[className])();
});
const { user, system } = process.cpuUsage(before);
const milliseconds = Math.round((user + system) / 1000);
const megabytes = Math.round((process.memoryUsage().rss - memoryBefore) / 1e6);
console.log(JSON.stringify({ loaded: loaded.length, milliseconds, megabytes }));
