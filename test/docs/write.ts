/**
 * `npm run docs`: writes the tables of the README and of docs/ from the code that they describe. With `--check` nothing
 * is written, and the exit code is 1 when a table is out of date.
 */
import { complain, process, readFileSync, resolve, writeFileSync } from '../platform';
import { PAGES, withTables } from './tables';

const root = resolve(module.path, '../..');

async function main(): Promise<void> {
	for (const name of PAGES) {
		const file = resolve(root, name);
		const text = readFileSync(file, 'utf8');
		const current = await withTables(file, text);
		if (text === current) continue;
		if (!process.argv.includes('--check')) {
			writeFileSync(file, current);
			continue;
		}
		complain(`A table in ${name} is out of date: run npm run docs`);
		process.exitCode = 1;
	}
}

void main();
