import type { RecordBody } from './record-body';

/** As many keys as a person or an AI agent takes in. */
const MOST_KEYS = 10;

/** Of less use than all others. */
const LATE =
	/^(dateCreated|lastUpdated|createdBy|updatedBy|sortOrder|version|backgroundColor|fgColor)$/;

/** What tells most about a record of any type: its ID, plain values that are set, and what it refers to. */
export function shortRecord(record: RecordBody): RecordBody {
	const plain: Array<[string, unknown]> = [];
	const references: Array<[string, unknown]> = [];
	const late: Array<[string, unknown]> = [];
	for (const [key, value] of Object.entries(record)) {
		if (key === 'id' || value === null || value === undefined || value === '') continue;
		if (typeof value !== 'object') (LATE.test(key) ? late : plain).push([key, value]);
		else if ('id' in value) {
			const name = 'name' in value ? { name: value.name } : {};
			(LATE.test(key) ? late : references).push([key, { id: value.id, ...name }]);
		}
	}
	const head = [...plain, ...references, ...late].slice(0, MOST_KEYS - 1);
	return { id: record.id ?? null, ...Object.fromEntries(head) };
}
