import type { Connection } from '../../../../nodes/OpenBoxes/transport/connection';
import { getPages, PAGE_SIZE } from '../../../../nodes/OpenBoxes/transport/paginate';

const rows = (count: number, first = 0): object[] =>
	Array.from({ length: count }, (_, index) => ({ id: String(first + index) }));

type Answer = (max: number, offset: number) => object;

/** A list of a server of the kind given; counts its requests. */
function listOf(kind: string, answer: Answer): { connection: Connection; requests: () => number } {
	let requests = 0;
	const connection = {
		serverInfo: async () => ({ kind }),
		get: async (_: string, query: { max: number; offset: number }) => {
			requests++;
			if (requests > 100) throw new Error('read for ever');
			return answer(query.max, query.offset);
		},
	} as unknown as Connection;
	return { connection, requests: () => requests };
}

const page = (all: object[], max: number, offset: number): object[] =>
	all.slice(offset, offset + max);

it.each<[string, string, Answer, number]>([
	['one page', 'openSource', (max, offset) => ({ data: page(rows(20), max, offset) }), 20],
	['several pages', 'openSource', (max, offset) => ({ data: page(rows(2500), max, offset) }), 2500],
	[
		'a count',
		'openSource',
		(max, offset) => ({ data: page(rows(2500), max, offset), totalCount: 2500 }),
		2500,
	],
	['no offset and no limit', 'documented', () => ({ data: rows(70) }), 70],
	[
		'no offset and no limit, but a count',
		'openSource',
		() => ({ data: rows(70), totalCount: 70 }),
		70,
	],
	[
		'a limit of its own',
		'documented',
		(_, offset) => ({ data: page(rows(250), 100, offset) }),
		250,
	],
	[
		'a limit of its own and a next page',
		'documented',
		(_, offset) => ({
			data: page(rows(250), 100, offset),
			next: offset + 100 < 250 ? 'more' : null,
		}),
		250,
	],
	[
		'a count that is wrong',
		'openSource',
		(max, offset) => ({ data: page(rows(20), max, offset), totalCount: 1e12 }),
		20,
	],
])('a list with %s on a server of kind %s is read to its end', async (_, kind, answer, count) => {
	const { connection, requests } = listOf(kind, answer);
	const read = await getPages(connection, '/api/list', {});
	expect(read).toEqual(rows(count));
	expect(requests()).toBeLessThan(6);
});

it.each<[string, Answer]>([
	['full pages', () => ({ data: rows(PAGE_SIZE) })],
	['a next page', () => ({ data: rows(50), next: 'more' })],
	['a higher count', () => ({ data: rows(50), totalCount: 5000 })],
])(
	'a list that gives the same part again, with %s, is an error and not half a list',
	async (_, answer) => {
		const { connection } = listOf('documented', answer);
		await expect(getPages(connection, '/api/list', {})).rejects.toThrow('again and again');
	},
);
