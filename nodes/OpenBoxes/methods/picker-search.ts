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

/** Whether one of the texts contains what the user typed. */
export function matches(filter: string, texts: ReadonlyArray<string | null | undefined>): boolean {
	return texts.some((text) => plain(text ?? '').includes(plain(filter)));
}
