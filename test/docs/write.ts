/**
 * `npm run docs`: writes the tables of the README and of docs/ from the code that they describe. `tables.test.ts` fails
 * when one is out of date.
 */
import { readFileSync, resolve, writeFileSync } from '../platform';
import { PAGES, withTables } from './tables';

const root = resolve(module.path, '../..');

async function main(): Promise<void> {
	for (const name of PAGES) {
		const file = resolve(root, name);
		const text = readFileSync(file, 'utf8');
		const current = await withTables(file, text);
		if (text !== current) writeFileSync(file, current);
	}
}

void main();
