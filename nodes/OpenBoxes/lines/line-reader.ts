import { listProblems } from '../values/problems';
import type { Read } from '../values/read';
import { cleanText } from '../values/text';
import { LARGEST_QUANTITY } from './cells';
import { FIELDS, type Cells, type FieldName } from './fields';
import { withLabel } from './labelled-cells';
import { addTo } from '../../shared/sums';
import type { ProductName } from './product-names';
import { unknownKey } from './unknown-key';

/** What every kind of line can say. */
export interface AnyLine extends ProductName {
	/** Single units. */
	quantity?: number;
}

/** The lines of one kind of operation: what each may say, and what it must. */
export interface LineKind<Name extends FieldName, Line extends AnyLine> {
	/** In messages, e.g. `a line of a sale`. */
	of: string;
	/** A list of lines as JSON. */
	example: string;
	takes: readonly Name[];
	/** Fields of which an empty text says something: it clears. */
	clears?: readonly Name[];
	/** What is asked for when there is no line; undefined = a list may be empty. */
	least?: string;
	/** The line, from what its fields say, or what is missing or contradicts itself. */
	toLine: (cells: Cells<Name>, position: number) => Read<Line>;
}

/** Fields of a kind by all the names they may have. */
function spellings<Name extends FieldName>(takes: readonly Name[]): Map<string, Name> {
	const byKey = new Map<string, Name>();
	for (const name of takes) {
		const { also = [] } = FIELDS[name];
		// `counted` is the quantity of goods that arrive: its own name is never written.
		const keys = name === 'counted' ? also : [name, ...also];
		for (const key of keys) if (!byKey.has(key)) byKey.set(key, name);
	}
	return byKey;
}

function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && cleanText(value) === '')
	);
}

/** The fields of one line, or everything that is wrong with them. */
function readCells<Name extends FieldName, Line extends AnyLine>(
	raw: object,
	kind: LineKind<Name, Line>,
	zone: string,
): { cells: Cells<Name>; problems: string[] } {
	const known = spellings(kind.takes);
	const cells: Cells<Name> = {};
	const from = new Map<Name, string>();
	const problems: string[] = [];
	for (const [key, value] of Object.entries(raw)) {
		if (value === undefined) continue;
		const name = known.get(key);
		if (name === undefined) {
			problems.push(unknownKey(key, [...known.keys()], kind.of));
			continue;
		}
		const clears = value === '' && kind.clears?.includes(name) === true;
		if (isEmpty(value) && !clears) continue;
		const cell = (clears ? { value: '' } : FIELDS[name].read(value, zone)) as Read<
			Cells<Name>[Name]
		>;
		const before = from.get(name);
		if (cell.reason !== undefined) problems.push(`${key}: ${cell.reason}`);
		else if (before !== undefined && cells[name] !== cell.value)
			problems.push(`"${before}" and "${key}" say different things`);
		else cells[name] = cell.value;
		from.set(name, key);
	}
	return { cells, problems };
}

function readLine<Name extends FieldName, Line extends AnyLine>(
	raw: unknown,
	position: number,
	kind: LineKind<Name, Line>,
	zone: string,
): { line?: Line; problems: string[] } {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
		return { problems: [`line ${position}: it is no line, e.g. ${kind.example}`] };
	const { cells, problems } = readCells(raw, kind, zone);
	if (problems.length > 0)
		return { problems: problems.map((problem) => `line ${position}, ${problem}`) };
	const labelled = withLabel(cells, kind.takes);
	const line =
		labelled.reason === undefined ? kind.toLine(labelled.value as Cells<Name>, position) : labelled;
	return line.reason === undefined
		? { line: line.value, problems: [] }
		: { problems: [`line ${position}: ${line.reason}`] };
}

/**
 * Lines as a user, a till or another node gives them: a list, or one line that was not put into a list. Every key
 * must be one that the operation takes, so that nothing is dropped without a word.
 */
export function readLinesOf<Name extends FieldName, Line extends AnyLine>(
	raw: unknown,
	kind: LineKind<Name, Line>,
	zone: string,
): Read<Line[]> {
	const isOneLine = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
	const list: unknown = isOneLine ? [raw] : raw;
	if (!Array.isArray(list))
		return { reason: `the lines must be a JSON list, e.g. ${kind.example}` };
	if (list.length === 0 && kind.least !== undefined)
		return { reason: `there is no line: give at least ${kind.least}` };
	const read = list.map((one: unknown, index) => readLine(one, index + 1, kind, zone));
	const problems = read.flatMap((one) => one.problems);
	if (problems.length > 0) return { reason: listProblems(problems) };
	const lines = read.flatMap(({ line }) => (line === undefined ? [] : [line]));
	const most = Math.max(...unitsOfProducts(lines).values());
	return most > LARGEST_QUANTITY
		? { reason: `${most} units together are more than OpenBoxes can store` }
		: { value: lines };
}

/** What is asked for of each product in all, by how the lines name it. */
function unitsOfProducts(lines: readonly AnyLine[]): Map<string, number> {
	const units = new Map<string, number>();
	for (const { productId, productCode, barcode, anyCode, quantity = 0 } of lines)
		addTo(units, JSON.stringify([productId, productCode, barcode, anyCode]), quantity);
	return units;
}
