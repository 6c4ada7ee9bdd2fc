/** Before each test file: notes at its end how long it kept the processor busy, for `slowest-files.js`. */
import { appendFileSync, join, process } from '../platform';

const before = process.cpuUsage();

afterAll(() => {
	const { user, system } = process.cpuUsage(before);
	const line = JSON.stringify([expect.getState().testPath, (user + system) / 1e6]);
	const { OPENBOXES_TEST_FOLDER: folder } = process.env;
	if (folder) appendFileSync(join(folder, 'processor-times.jsonl'), `${line}\n`);
});
