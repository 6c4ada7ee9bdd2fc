// `npm run exactly-once -- [KIND…]`: every write under a reference on servers of other versions than the tests use.
import { runTool } from './tools.mjs';

const given = process.argv.slice(2);
let failed = 0;
for (const kind of given.length > 0 ? given : ['0.9.0', '0.9.6', 'documented']) {
	console.log(`\n== OpenBoxes ${kind}`);
	process.env.EVERY_WRITE_KIND = kind;
	try {
		runTool('jest/bin/jest.js', ['test/exactly-once/every']);
	} catch (error) {
		console.error(error.message);
		failed += 1;
	}
}
process.exitCode = failed === 0 ? 0 : 1;
