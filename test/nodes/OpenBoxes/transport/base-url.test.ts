import { apiPath, toBaseUrl } from '../../../../nodes/OpenBoxes/transport/base-url';
import { OpenBoxesError } from '../../../../nodes/OpenBoxes/transport/openboxes-error';
import { withoutFullStop } from '../../../../nodes/OpenBoxes/transport/message-text';

it.each(['', '.', '..', '\uD800', 'a\uDFFFb'])('%j is no ID, and never another route', (id) => {
	expect(() => apiPath('generic', 'product', id)).toThrow(/cannot be an ID|is empty/);
});

it.each([
	['a/b', '/api/products/a%2Fb'],
	['a?b=c#d', '/api/products/a%3Fb%3Dc%23d'],
	['...', '/api/products/...'],
	['%2e%2e', '/api/products/%252e%252e'],
	['😀', '/api/products/%F0%9F%98%80'],
])('%s stays one part of the path', (id, path) => {
	expect(apiPath('products', id)).toBe(path);
});

it('a long text takes no time, and is cut in a message', () => {
	const startedAt = Date.now();
	const text = `${'.'.repeat(80_000)}x`;
	expect(withoutFullStop(text)).toBe(text);
	expect(withoutFullStop(`Done${'. '.repeat(40_000)}`)).toBe('Done');
	toBaseUrl(`http://example.org/${'/'.repeat(80_000)}x`);
	expect(new OpenBoxesError(`"${text}" is unknown, "${text}" too`).message.length).toBeLessThan(
		400,
	);
	expect(new OpenBoxesError(text).message.length).toBeLessThan(2100);
	expect(Date.now() - startedAt).toBeLessThan(1000);
});
