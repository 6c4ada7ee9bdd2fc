import { readFileSync, resolve } from '../platform';
import { PAGES, withTables } from './tables';

const root = resolve(module.path, '../..');

it.each(PAGES)('the tables in %s are as the code says (else: npm run docs)', async (name) => {
	const file = resolve(root, name);
	const text = readFileSync(file, 'utf8');
	expect(await withTables(file, text)).toBe(text);
});
