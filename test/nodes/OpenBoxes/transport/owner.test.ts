import { limiterFor } from '../../../../nodes/OpenBoxes/transport/limiter';
import { ownerOf } from '../../../../nodes/OpenBoxes/transport/owner';
import { credentialSchema } from '../../../../nodes/OpenBoxes/schemas';

const owner = (fields: Record<string, string>): string =>
	ownerOf(credentialSchema.parse({ url: 'https://stock.example.org/openboxes', ...fields }));
const tenant = (apiKey: string): string => owner({ authentication: 'apiKey', apiKey });
const user = (username: string, url = 'https://stock.example.org'): string =>
	owner({ authentication: 'login', username, url });

describe('what the process remembers of a server', () => {
	it('is kept apart for tenants with API keys: none has the pace of another', () => {
		limiterFor(tenant('key-of-a'), 60);
		limiterFor(tenant('key-of-b'), 300);
		expect(limiterFor(tenant('key-of-a'), 60)).not.toBe(limiterFor(tenant('key-of-b'), 300));
		limiterFor(tenant('key-of-b'), 300).pause(60_000);
		expect(limiterFor(tenant('key-of-a'), 60).perMinute).toBe(60);
	});

	it('is the same for every way to write a server and a user, and another for another user', () => {
		const ways = ['https://stock.example.org', 'https://stock.example.org/openboxes/api/'];
		expect(new Set(ways.map((url) => user('Till', url))).size).toBe(1);
		expect(user('till')).toBe(user('TILL'));
		expect(user('till')).not.toBe(user('store'));
		expect(user('till')).not.toBe(user('till', 'https://other.example.org'));
	});

	it('holds no key in clear', () => {
		expect(tenant('a-secret-key')).not.toContain('secret');
	});
});
