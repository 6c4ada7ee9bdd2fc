import { join, readFileSync } from '../platform';
import { errorSentences, errorTables, textsOfCode } from './errors';

const page = readFileSync(join(module.path, '../../docs/troubleshooting.md'), 'utf8');
const written = page.slice(0, page.indexOf('<!-- errors:start -->'));
const quoted = [...written.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) =>
	words.replace(/\s+/g, ' '),
);

/** What stands between the gaps, in this order. */
function pattern(words: string): RegExp {
	const parts = words.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(parts.join('.*'));
}

describe('the page on troubleshooting', () => {
	const texts = textsOfCode();

	it('quotes something at all', () => expect(quoted.length).toBeGreaterThan(20));

	it.each(quoted)('quotes what the nodes say: %s', (words) => {
		expect(texts.filter((text) => pattern(words).test(text))).not.toEqual([]);
	});

	it('has every error, with what to do where the error says it', () => {
		const sentences = errorSentences('nodes');
		expect(sentences.length).toBeGreaterThan(150);
		const tables = errorTables();
		expect(sentences.filter(({ file }) => file === '')).toEqual([]);
		for (const text of [
			'"…" was not posted: …',
			'Purchase order … was not placed: it has no lines** Add lines first.',
			'Stock movement … was not received: it has not been sent (…)** Nothing was booked. Send it first',
		])
			expect(tables).toContain(text);
	});
});
