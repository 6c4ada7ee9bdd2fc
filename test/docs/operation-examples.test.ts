import { startClockAt } from '../engine/clock';
import { join, process, readFileSync, writeFileSync } from '../platform';
import { operationExamples } from './operation-examples';

startClockAt('2026-11-24T09:15:00Z');

const page = join(module.path, '../../docs/operation-examples.md');

const HEAD = `# Every operation, with an example

What stands in the form and what comes out (the first item; of lists within it the first row), at the made-up hospital of
the tests. Fields that are not named keep their defaults. This page is written by \`npm run tidy\` from real runs of the node.
`;

/** As prettier may have set it. */
const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

/** `WRITE_PAGES=1` writes the page as well; `npm run tidy` does so. */
it('the page with an example of every operation shows what the node does today', async () => {
	const current = `${HEAD}\n${await operationExamples()}\n`;
	if (process.env.WRITE_PAGES) writeFileSync(page, current);
	expect(withoutSpace(readFileSync(page, 'utf8'))).toBe(withoutSpace(current));
}, 60_000);
