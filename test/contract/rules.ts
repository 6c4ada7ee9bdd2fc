import type { AxiosResponse } from 'axios';
import { ServerClient, sessionOf } from './server-client';

/** `agrees`, or what it does instead, or why it could not be told here. */
export type Verdict = { agrees: true } | { differs: string } | { notTested: string };

export interface Rule {
	/** What the sandbox does, and the node relies on. */
	name: string;
	/** Where it is described. */
	page: string;
	check: (client: ServerClient) => Promise<Verdict>;
}

const AGREES: Verdict = { agrees: true };
const PAGES = 'docs/openboxes/';

export const agrees = (holds: boolean, instead: string): Verdict =>
	holds ? AGREES : { differs: instead };

type Row = Record<string, unknown>;

export function rowsOf({ data, status }: AxiosResponse): Row[] | undefined {
	const rows = (data as { data?: unknown } | undefined)?.data;
	return status === 200 && Array.isArray(rows) ? (rows as Row[]) : undefined;
}

const short = ({ status, data }: AxiosResponse): string =>
	`status ${status}, ${JSON.stringify(data)?.slice(0, 120)}`;

/** A list that is a JSON object with `data`, and is no longer than asked. */
function pagedList(name: string, path: string, page: string): Rule {
	return {
		name: `the list of ${name} is {"data": [...]}, and "max" bounds it`,
		page: PAGES + page,
		check: async (client) => {
			const answer = await client.get(`${path}${path.includes('?') ? '&' : '?'}max=2`);
			const rows = rowsOf(answer);
			return agrees(
				rows !== undefined && rows.length <= 2,
				`${rows?.length ?? ''} ${short(answer)}`,
			);
		},
	};
}

function redirects(name: string, path: string): Rule {
	return {
		name,
		page: `${PAGES}sessions-and-errors.md#redirects`,
		check: async ({ access }) => {
			const answer = await ServerClient.stranger(access).get(path);
			const target = String(answer.headers.location ?? '').split(/[?;]/)[0];
			const isLogin = /\/(errors\/handleUnauthorized|auth\/login|mobile\/login)$/.test(target);
			return agrees(answer.status === 302 && isLogin, `status ${answer.status} to "${target}"`);
		},
	};
}

/** Nothing of these changes anything but sessions. */
export const READING: readonly Rule[] = [
	{
		name: 'a login answers 200 with a session cookie',
		page: `${PAGES}sessions-and-errors.md#login`,
		check: async ({ access }) => {
			const answer = await ServerClient.stranger(access).login(access.password);
			return agrees(answer.status === 200 && sessionOf(answer) !== '', short(answer));
		},
	},
	{
		name: 'a wrong password answers 401',
		page: `${PAGES}sessions-and-errors.md#login`,
		check: async ({ access }) => {
			const answer = await ServerClient.stranger(access).login(`not ${access.password}`);
			return agrees(answer.status === 401, short(answer));
		},
	},
	redirects('without a session a read is redirected to a login page', '/api/products?max=1'),
	{
		name: 'the context of the session names its location and the version of the server',
		page: `${PAGES}sessions-and-errors.md#app-context`,
		check: async (client) => {
			const answer = await client.get('/api/getAppContext');
			const { location, appVersion } = (answer.data?.data ?? {}) as {
				location?: { id?: string };
				appVersion?: string;
			};
			const holds = location?.id === client.access.location && typeof appVersion === 'string';
			return agrees(
				holds,
				`location ${location?.id}, version ${appVersion}, status ${answer.status}`,
			);
		},
	},
	{
		name: 'a login at an unknown location answers 200, and the session has none',
		page: `${PAGES}sessions-and-errors.md#login`,
		check: async ({ access }) => {
			const client = await ServerClient.logIn({ ...access, location: 'no-such-location' });
			const answer = await client.get('/api/getAppContext');
			return agrees(answer.status !== 200, short(answer));
		},
	},
	pagedList('products', '/api/products', 'stock-and-transactions.md'),
	{
		name: 'the list of locations is {"data": [...]}, whole whatever "max" says',
		page: `${PAGES}warehouse.md`,
		check: async (client) => {
			const answer = await client.get('/api/locations?max=2');
			return agrees((rowsOf(answer)?.length ?? 0) > 2, short(answer));
		},
	},
	pagedList('transactions', '/api/generic/transaction', 'stock-and-transactions.md'),
	pagedList('lots', '/api/generic/inventoryItem', 'stock-and-transactions.md'),
	pagedList('purchase orders', '/api/purchaseOrders', 'orders-and-receiving.md'),
	{
		name: 'an unknown product of the generic interface answers 404 with words',
		page: `${PAGES}sessions-and-errors.md#e3`,
		check: async (client) => {
			const answer = await client.get('/api/generic/product/no-such-id');
			const { errorMessage } = (answer.data ?? {}) as { errorMessage?: unknown };
			return agrees(answer.status === 404 && typeof errorMessage === 'string', short(answer));
		},
	},
	{
		name: 'a path that is not there answers 404 "Resource not found"',
		page: `${PAGES}sessions-and-errors.md#e4`,
		check: async (client) => {
			const answer = await client.get('/api/noSuchThing');
			const { errorMessage } = (answer.data ?? {}) as { errorMessage?: unknown };
			return agrees(answer.status === 404 && errorMessage === 'Resource not found', short(answer));
		},
	},
	{
		name: 'an unknown location answers 200 with {"data": null}',
		page: `${PAGES}sessions-and-errors.md#e12`,
		check: async (client) => {
			const answer = await client.get('/api/locations/no-such-id');
			return agrees(answer.status === 200 && answer.data?.data === null, short(answer));
		},
	},
	{
		name: 'a list of stock movements without a direction is refused with 400',
		page: `${PAGES}sessions-and-errors.md#e9`,
		check: async (client) => {
			const answer = await client.get('/api/stockMovements?max=1');
			return agrees(answer.status === 400, short(answer));
		},
	},
	{
		name: 'the stock of a product is told by lot and bin',
		page: `${PAGES}stock-and-transactions.md#stock-reads`,
		check: async (client) => {
			const [product] = rowsOf(await client.get('/api/products?max=1')) ?? [];
			if (!product) return { notTested: 'there is no product' };
			const id = String(product.id);
			const query = `location.id=${client.access.location}&product.id=${id}`;
			const answer = await client.get(`/api/products/${id}/availableItems?${query}`);
			return agrees(rowsOf(answer) !== undefined, short(answer));
		},
	},
	{
		name: 'the types of transactions have the ids that the node uses',
		page: `${PAGES}stock-and-transactions.md#types`,
		check: async (client) => {
			const rows = rowsOf(await client.get('/api/generic/transactionType?max=100')) ?? [];
			const missing = ['2', '3', '4', '5'].filter((id) => !rows.some((row) => row.id === id));
			return agrees(missing.length === 0, `no type ${missing.join(', ')} among ${rows.length}`);
		},
	},
	{
		name: 'no limit of requests is announced',
		page: `${PAGES}sessions-and-errors.md`,
		check: async (client) => {
			const { headers } = await client.get('/api/products?max=1');
			const limit = headers['x-ratelimit-limit'] as unknown;
			return agrees(limit === undefined, `${String(limit)} a minute: put it into the credential`);
		},
	},
];
