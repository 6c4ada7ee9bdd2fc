import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { isMatch, newestTransactions } from './newest';

/** Warehouses that the newest transactions name: the API has no list of its own, and no names. */
export async function searchWarehouses(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const rows = await newestTransactions(this);
	const ids = rows
		.flatMap(({ warehouse, source, destination }) => [warehouse, source, destination])
		.filter((id): id is string => typeof id === 'string' && id !== '');
	const results = [...new Set(ids)]
		.filter((id) => isMatch(id, filter))
		.sort()
		.map((id) => ({ name: id, value: id }));
	return { results };
}
