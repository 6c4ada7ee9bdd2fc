import type { ClinicSandboxOptions } from './index';
import type { Row } from './validate';

const SHAPES = ['array', 'inventoryTransactions', 'paginated'] as const;
export type Shape = (typeof SHAPES)[number];

function valueAt(row: Row, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, key) =>
				typeof value === 'object' && value !== null ? (value as Row)[key] : undefined,
			row,
		);
}

/** Numbers in a query are marked by `#`; an unmarked one is a text, and no number equals a text. */
function queryValue(text: string): unknown {
	return text.startsWith('#') ? JSON.parse(text.slice(1)) : text;
}

function matching(rows: Row[], query: URLSearchParams, known: readonly string[]): Row[] {
	// What is not on the list is dropped in silence.
	const filters = [...query].filter(([name]) => known.includes(name));
	return rows.filter((row) =>
		filters.every(([name, text]) => valueAt(row, name) === queryValue(text)),
	);
}

function sorted(rows: Row[], query: URLSearchParams): Row[] {
	const direction = Number(query.get('$sort[createdAt]') ?? 0);
	if (direction === 0) return rows;
	const time = (row: Row): number => (typeof row.createdAt === 'number' ? row.createdAt : 0);
	const order = new Map(rows.map((row, index) => [row, index]));
	return [...rows].sort(
		(a, b) =>
			direction * (time(a) - time(b)) || direction * ((order.get(a) ?? 0) - (order.get(b) ?? 0)),
	);
}

/** Answers a list in one of its shapes, with everything that such a server may get wrong. */
export function answerList(
	all: Row[],
	query: URLSearchParams,
	options: ClinicSandboxOptions,
	requests: number,
): unknown {
	const { shape = 'mixed', maxLimit = 50, knownFilters = ['warehouse', 'type'] } = options;
	const found = matching(all, query, knownFilters);
	const rows = options.ignoresSort ? found : sorted(found, query);
	const asked = Number(query.get('$limit') ?? maxLimit);
	const limit = options.ignoresPages ? rows.length : Math.min(asked, maxLimit);
	const skip = options.ignoresPages ? 0 : Number(query.get('$skip') ?? 0);
	const repeated = options.repeatsRows && skip > 0 ? Math.min(skip, requests % 4) : 0;
	const data = rows.slice(skip - repeated, skip - repeated + limit);
	switch (shape === 'mixed' ? SHAPES[requests % SHAPES.length] : shape) {
		case 'array':
			return data;
		case 'inventoryTransactions':
			return { inventoryTransactions: data };
		default:
			return { data, total: rows.length, limit, skip };
	}
}
