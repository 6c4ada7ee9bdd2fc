import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Connection } from '../transport/connection';
import { toNodeError } from '../transport/node-error';
import { toOpenBoxesError } from '../transport/openboxes-error';

/** What a picker's search gets to work with. */
interface Picker {
	connection: Connection;
	/** What the user typed; empty = everything. */
	filter: string;
	/** Rows that earlier pages showed. */
	offset: number;
	/** Another field of the same form, or of the same line in a list of lines. */
	sibling: (name: string) => unknown;
	/** Time zone of the workflow. */
	zone: string;
}

/** Rows of one page of a picker; the next one is read when the user scrolls. */
export const PICKER_PAGE = 50;

type PickerSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Makes a search for a resource locator: it opens the connection and reports failures as n8n's. */
export function pickerSearch(
	search: (picker: Picker) => Promise<INodeListSearchResult>,
): PickerSearch {
	return async function (filter, paginationToken) {
		try {
			return await search({
				connection: await Connection.open(this),
				filter: (filter ?? '').trim(),
				offset: Number(paginationToken ?? 0),
				zone: this.getTimezone(),
				// `&` = beside the field itself, which inside a list of lines is another place.
				sibling: (name) =>
					this.getCurrentNodeParameter(`&${name}`) ?? this.getCurrentNodeParameter(name),
			});
		} catch (error) {
			throw toNodeError(this.getNode(), toOpenBoxesError(error));
		}
	};
}

/** Case and accents do not count, as in the server's own search. */
function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What the user typed, word by word. */
export function wordsOf(filter: string): string[] {
	return plain(filter)
		.split(/\s+/)
		.filter((word) => word !== '');
}

/** Whether the texts contain every word that the user typed, in any order. */
export function matches(filter: string, texts: ReadonlyArray<string | null | undefined>): boolean {
	const all = plain(texts.join(' '));
	return wordsOf(filter).every((word) => all.includes(word));
}
