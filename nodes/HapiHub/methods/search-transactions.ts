import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toDateText } from '../rules/moment';
import type { Json } from '../rules/transaction-body';
import { typeOf } from '../rules/transaction-filter';
import { linesOf } from '../rules/transaction-output';
import { idOf } from '../transactions/read-transactions';
import { isMatch, newestTransactions } from './newest';

/** Kind, time, products and ID; nothing about the patient. */
function label(row: Json): string {
	const names = linesOf(row)
		.map(({ variantName, sku }) => variantName ?? sku)
		.filter((name) => name !== undefined);
	const time = String(toDateText(row.createdAt) ?? '').slice(0, 16);
	const parts = [typeOf(row), time.replace('T', ' '), names.slice(0, 3).join(', '), idOf(row)];
	return parts.filter((part) => part !== '').join(' · ');
}

export async function searchTransactions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const results = (await newestTransactions(this))
		.map((row) => ({ name: label(row), value: idOf(row) }))
		.filter(({ name }) => isMatch(name, filter));
	return { results };
}
