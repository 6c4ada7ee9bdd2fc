import { listRecords } from '../records/read-records';
import { readRecordType } from '../records/rules/record-types';
import type { Connection } from '../transport/connection';
import { locatorText } from '../values/locator';
import { matches, PICKER_PAGE, pickerSearch } from './picker-search';

/** What a person knows a record by. */
const LABELS = ['name', 'tag', 'code', 'productCode', 'lotNumber', 'orderNumber', 'description'];
/** The only entry then; choosing it chooses nothing. */
const CHOOSE_TYPE = 'Choose the record type first';
/** Records that are looked through for what the user typed. */
const MOST_READ = 1000;

async function choices(connection: Connection, type: string, filter: string) {
	const limit = filter === '' ? PICKER_PAGE : MOST_READ;
	const rows = await listRecords(connection, type, { sort: 'id', descending: false, limit });
	const results = rows.map((row) => {
		const id = String(row.id);
		const texts = LABELS.map((key) => row[key]).filter((text) => typeof text === 'string');
		return { name: texts.length > 0 ? `${texts[0]} (${id})` : id, value: id };
	});
	return { results: results.filter(({ name }) => matches(filter, [name])).slice(0, PICKER_PAGE) };
}

/** Records of the type that the form names. */
export const searchAnyRecords = pickerSearch(async ({ connection, filter, sibling }) => {
	const { value, reason } = readRecordType(locatorText(sibling('recordType')) ?? '');
	if (reason !== undefined) return { results: [{ name: CHOOSE_TYPE, value: '' }] };
	return await choices(connection, value, filter);
});

const recordsOf = (type: string) =>
	pickerSearch(async ({ connection, filter }) => await choices(connection, type, filter));

export const searchTags = recordsOf('tag');
export const searchCatalogs = recordsOf('productCatalog');
export const searchProductFamilies = recordsOf('productGroup');
export const searchGlAccounts = recordsOf('glAccount');
