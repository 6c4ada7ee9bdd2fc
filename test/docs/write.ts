/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off, no-console: off -- not part of the package */
/**
 * `npm run docs`: writes the README's tables from the code that they describe. With `--check` nothing
 * is written, and the exit code is 1 when a table is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readmeWithTables } from './tables';

const file = resolve(__dirname, '../../README.md');

async function main(): Promise<void> {
	const text = readFileSync(file, 'utf8');
	const current = await readmeWithTables(text);
	if (text === current) return;
	if (!process.argv.includes('--check')) {
		writeFileSync(file, current);
		return;
	}
	console.error('A table in README.md is out of date: run npm run docs');
	process.exitCode = 1;
}

void main();
