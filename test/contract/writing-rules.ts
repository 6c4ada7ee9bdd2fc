import { complain } from '../platform';
import { agrees, rowsOf, type Rule, type Verdict } from './rules';
import type { ServerClient } from './server-client';

const PAGE = 'docs/openboxes/stock-and-transactions.md#';

/** Consumption. */
const TYPE = '2';

interface Posted {
	id: string;
	transactionNumber: string;
}

interface Place {
	inventory: string;
	entry: Record<string, unknown>;
}

const number = (): string => `contract-${Date.now().toString(36)}`;

/** What is posted for a rule is deleted again, whatever comes out. */
async function withTransaction(
	client: ServerClient,
	entries: unknown[],
	look: (posted: Posted, place: Place) => Promise<Verdict>,
): Promise<Verdict> {
	const place = await findPlace(client);
	if (!place) return { notTested: 'nothing lies at the location' };
	const body = {
		inventory: { id: place.inventory },
		transactionType: { id: TYPE },
		transactionDate: Math.floor(Date.now() / 1000) * 1000 - 5000,
		transactionNumber: number(),
		comment: 'A check of this interface; deleted at once',
		transactionEntries: entries.map((more) => ({ ...place.entry, ...(more as object) })),
	};
	const answer = await client.send('POST', '/api/generic/transaction', body);
	const { id } = (answer.data?.data ?? {}) as { id?: string };
	if (answer.status >= 300 || !id) return { differs: `the post answered ${answer.status}` };
	let verdict: Verdict;
	try {
		verdict = await look({ id, transactionNumber: body.transactionNumber }, place);
	} finally {
		const deleted = await client.send('DELETE', `/api/generic/transaction/${id}`);
		if (deleted.status >= 300)
			complain(`DELETE IT BY HAND: transaction ${body.transactionNumber} (${id}) stayed`);
	}
	return verdict;
}

/** The inventory of the location, and a lot of which some lies there. */
async function findPlace(client: ServerClient): Promise<Place | undefined> {
	const { location } = client.access;
	const inventories = rowsOf(await client.get('/api/generic/inventory?max=1000')) ?? [];
	const own = inventories.find(
		({ warehouse }) => (warehouse as { id?: string } | null)?.id === location,
	);
	const lots = rowsOf(await client.get(`/api/stockTransfers/candidates?location.id=${location}`));
	const lot = lots?.find(({ quantityOnHand }) => Number(quantityOnHand) > 0);
	if (!own || !lot) return undefined;
	const bin = lot['originBinLocation.id'];
	return {
		inventory: String(own.id),
		entry: {
			product: { id: lot['product.id'] },
			inventoryItem: { id: lot['inventoryItem.id'] },
			binLocation: bin ? { id: bin } : null,
		},
	};
}

/** Each takes one unit out of stock at the named location for a moment, and puts it back. */
export const WRITING: readonly Rule[] = [
	{
		name: 'a transaction can be read back at once, as it was posted',
		page: `${PAGE}read-entries`,
		check: async (client) =>
			await withTransaction(client, [{ quantity: 1 }], async ({ id, transactionNumber }) => {
				const read = await client.get(`/api/generic/transaction/${id}`);
				const saved = (read.data?.data ?? {}) as { transactionNumber?: string };
				const search = { property: 'transaction.id', operator: 'eq', value: id };
				const found = await client.send('POST', '/api/generic/transactionEntry/search', {
					searchAttributes: [search],
				});
				const quantities = (rowsOf(found) ?? []).map(({ quantity }) => quantity);
				return agrees(
					saved.transactionNumber === transactionNumber && quantities.join() === '1',
					`number ${saved.transactionNumber}, quantities ${quantities.join()}`,
				);
			}),
	},
	{
		name: 'a number that is taken is refused with 400',
		page: `${PAGE}numbers`,
		check: async (client) =>
			await withTransaction(client, [{ quantity: 1 }], async (posted, { inventory, entry }) => {
				const again = await client.send('POST', '/api/generic/transaction', {
					inventory: { id: inventory },
					transactionType: { id: TYPE },
					transactionDate: Math.floor(Date.now() / 1000) * 1000 - 5000,
					transactionNumber: posted.transactionNumber,
					transactionEntries: [{ ...entry, quantity: 1 }],
				});
				const twin = (again.data?.data as { id?: string } | undefined)?.id;
				if (twin) await client.send('DELETE', `/api/generic/transaction/${twin}`);
				return agrees(again.status === 400, `status ${again.status}`);
			}),
	},
	{
		name: 'a transaction without lines is saved, and moves nothing',
		page: `${PAGE}success-without-effect`,
		check: async (client) =>
			await withTransaction(client, [], async ({ id }) => {
				const { status } = await client.get(`/api/generic/transaction/${id}`);
				return agrees(status === 200, `status ${status}`);
			}),
	},
	{
		name: 'a deleted transaction is gone: the second delete answers 404',
		page: `${PAGE}changing`,
		check: async (client) => {
			let deletedId = '';
			const made = await withTransaction(client, [{ quantity: 1 }], async ({ id }) => {
				deletedId = id;
				return agrees(true, '');
			});
			if (!('agrees' in made)) return made;
			const { status } = await client.send('DELETE', `/api/generic/transaction/${deletedId}`);
			return agrees(status === 404, `status ${status}`);
		},
	},
];
