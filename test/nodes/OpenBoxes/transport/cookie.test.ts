import { sessionCookie } from '../../../../nodes/OpenBoxes/transport/cookie';

const NOW = Date.parse('2026-11-22T08:00:00Z');
const BASE = 'https://store.example.org/openboxes';

describe('the session cookie', () => {
	it.each<[string, string[], string | undefined]>([
		['alone', ['JSESSIONID=A1; Path=/openboxes; HttpOnly'], 'A1'],
		[
			'behind one of another path',
			['JSESSIONID=X; Path=/reports', 'JSESSIONID=A1; Path=/openboxes'],
			'A1',
		],
		[
			'before one of another path',
			['JSESSIONID=A1; Path=/openboxes', 'JSESSIONID=X; Path=/reports'],
			'A1',
		],
		['closest to the server', ['JSESSIONID=A1; path=/openboxes/', 'JSESSIONID=X; Path=/'], 'A1'],
		[
			'of a path that only begins alike',
			['JSESSIONID=X; Path=/openb', 'JSESSIONID=A1; Path=/'],
			'A1',
		],
		[
			'that follows one of a longer name',
			['XJSESSIONID=X; Path=/openboxes', 'JSESSIONID=A1'],
			'A1',
		],
		[
			'that one of a longer name follows',
			['JSESSIONID=A1', 'JSESSIONIDSSO=X', 'XJSESSIONID=X'],
			'A1',
		],
		['that is renewed', ['JSESSIONID=X; Path=/openboxes', 'JSESSIONID=A1; Path=/openboxes'], 'A1'],
		[
			'beside one that expired',
			[
				'JSESSIONID=A1; Path=/',
				'JSESSIONID=X; Path=/openboxes; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
			],
			'A1',
		],
		[
			'beside one that is taken back',
			['JSESSIONID=A1; Path=/', 'JSESSIONID=X; Max-Age=0; Path=/openboxes'],
			'A1',
		],
		['with a date that is to come', ['JSESSIONID=A1; Expires=Mon, 23 Nov 2026 08:00:00 GMT'], 'A1'],
		['whose path a proxy left as it was', ['JSESSIONID=A1; Path=/internal'], 'A1'],
		['that only expired', ['JSESSIONID=X; Max-Age=0'], undefined],
		['that is empty', ['JSESSIONID=; Path=/openboxes'], undefined],
		['that only looks alike', ['XJSESSIONID=X', 'a=JSESSIONID=X'], undefined],
		['in no header', [], undefined],
	])('%s', (_, headers, value) => {
		expect(sessionCookie(headers, BASE, NOW)).toBe(value && `JSESSIONID=${value}`);
	});
});
