/**
 * `npm run docs`: writes the README's tables from the code that they describe. With `--check` nothing
 * is written, and the exit code is 1 when a table is out of date.
 */
import { readFileSync, writeFileSync, resolve, process, complain } from '../platform';
import { readmeWithTables } from './tables';

const file = resolve(module.path, '../../README.md');

async function main(): Promise<void> {
	const text = readFileSync(file, 'utf8');
	const current = await readmeWithTables(text);
	if (text === current) return;
	if (!process.argv.includes('--check')) {
		writeFileSync(file, current);
		return;
	}
	complain('A table in README.md is out of date: run npm run docs');
	process.exitCode = 1;
}

void main();
