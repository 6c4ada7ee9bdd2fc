import type { Read } from '../../values/read';
import { listProblems } from '../../values/problems';
import { quoted } from '../../values/text';

/** Fields of a record as a user gives them. */
export type RecordBody = Record<string, unknown>;

/** The server sets these itself (sessions-and-errors.md#references). */
const ITS_OWN = ['version', 'dateCreated', 'lastUpdated', 'class'];

const isObject = (value: unknown): value is RecordBody =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What would be written into another record, or be lost. */
function problemOf(key: string, value: unknown): string | undefined {
	const name = quoted(key);
	if (key === 'id')
		return '"id" would change the record that has it; give it to Update as the record, not as a field';
	if (ITS_OWN.includes(key)) return `${name} is set by OpenBoxes itself`;
	if (key.includes('.')) {
		const [first] = key.split('.');
		return `${name} would be ignored: write ${quoted(first)} with {"id": "…"}`;
	}
	const parts: unknown[] = Array.isArray(value) ? value : isObject(value) ? [value] : [];
	for (const part of parts) {
		if (part === null || Array.isArray(part)) return `${name} holds something that is no reference`;
		if (!isObject(part)) continue;
		const [other] = Object.keys(part).filter((inner) => inner !== 'id');
		if (other !== undefined)
			return `${name} holds ${quoted(other)}, which OpenBoxes would write into the other record: a reference holds its "id" only`;
		if (typeof part.id !== 'string' || part.id === '') return `${name} has no "id" of its record`;
	}
	return undefined;
}

/** Fields that can be sent without changing anything else (sessions-and-errors.md#references). */
export function readRecordBody(value: unknown): Read<RecordBody> {
	if (!isObject(value)) return { reason: 'the fields must be one JSON object' };
	const entries = Object.entries(value);
	if (entries.length === 0) return { reason: 'no field is given' };
	const problems = entries
		.map(([key, one]) => problemOf(key, one))
		.filter((text) => text !== undefined);
	return problems.length === 0 ? { value } : { reason: listProblems(problems) };
}
