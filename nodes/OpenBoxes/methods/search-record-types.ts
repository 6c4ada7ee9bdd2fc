import { RECORD_TYPES } from '../records/rules/record-types';
import { matches, pickerSearch } from './picker-search';

/** `productGroup` → `Product Group`. */
const label = (type: string): string =>
	(type.charAt(0).toUpperCase() + type.slice(1)).replace(/(?<=[a-z])[A-Z]/g, ' $&');

/** Kinds of records that every OpenBoxes has, or most. */
export const searchRecordTypes = pickerSearch(async ({ filter }) => ({
	results: RECORD_TYPES.map((value) => ({ name: label(value), value })).filter(({ name, value }) =>
		matches(filter, [name, value]),
	),
}));
