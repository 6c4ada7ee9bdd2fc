import { jsonParse, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { FieldName } from '../../lines/fields';
import { readLinesOf, type AnyLine, type LineKind } from '../../lines/line-reader';
import type { Read } from '../../values/read';
import { toProductName } from '../../catalogue/product-name';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { isClinicItem, readClinicLines } from './clinic-input';

/** A line of the form as JSON has it; the mode of the picker says which name of the product it holds. */
function fromForm(values: IDataObject): IDataObject {
	const { product, changes = {}, ...rest } = values;
	const [name = 'product'] = product === undefined ? [] : Object.keys(toProductName(product));
	const given = Object.entries({ ...rest, [name === 'anyCode' ? 'product' : name]: product })
		.map(([key, value]) => [key, isLocator(value) ? value.value : value] as const)
		// n8n fills every field of a line: an empty one, or 1 per package, was not given. What was added as a change counts.
		.filter(
			([key, value]) =>
				value !== '' && value !== undefined && !(key === 'unitFactor' && value === 1),
		);
	return { ...Object.fromEntries(given), ...(changes as IDataObject) };
}

function isLocator(value: unknown): value is { value: IDataObject[string] } {
	return typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;
}

function fromJson(value: unknown, example: string): Read<unknown> {
	const isEmpty =
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	if (isEmpty || value === 'undefined' || value === 'null') {
		return {
			reason: `"Lines (JSON)" is empty: give a list, e.g. ${example}, or choose "Fill In Below" in "Lines From"`,
		};
	}
	if (typeof value !== 'string') return { value };
	try {
		return { value: jsonParse<unknown>(value.trim()) };
	} catch {
		return { reason: `the lines are no JSON, e.g. ${example}` };
	}
}

/** What the fields of an item hold as its lines, before anything of it is checked. */
function givenLines<Name extends FieldName>(
	context: IExecuteFunctions,
	item: number,
	{ takes, example }: Pick<LineKind<Name, AnyLine>, 'takes' | 'example'>,
	direction?: 'up' | 'down',
): Read<unknown> {
	if (isClinicItem(context, item)) return readClinicLines(context, item, direction);
	if (context.getNodeParameter('itemIs', item, '') === 'line') {
		const values = takes.map((name) => [name, context.getNodeParameter(name, item, '')]);
		return { value: [fromForm(Object.fromEntries(values) as IDataObject)] };
	}
	if (context.getNodeParameter('linesFrom', item, 'form') === 'form') {
		const lines = context.getNodeParameter('lines.line', item, []) as IDataObject[];
		return { value: lines.map(fromForm) };
	}
	return fromJson(context.getNodeParameter('linesJson', item, ''), example);
}

/**
 * The lines of an input item, whichever way they were given, or what is wrong with them.
 *
 * @param direction of an adjustment that a clinic's transaction asks for: only the lines that go this way
 */
export function readLines<Name extends FieldName, Line extends AnyLine>(
	context: IExecuteFunctions,
	item: number,
	kind: LineKind<Name, Line>,
	direction?: 'up' | 'down',
): Read<Line[]> {
	const given = givenLines(context, item, kind, direction);
	return given.reason === undefined ? readLinesOf(given.value, kind, context.getTimezone()) : given;
}

/**
 * The same for an operation that works item by item.
 *
 * @returns undefined when the item means no lines at all, or everything
 * @throws OpenBoxesError that names each bad line
 */
export function requireLines<Name extends FieldName, Line extends AnyLine>(
	context: IExecuteFunctions,
	item: number,
	kind: LineKind<Name, Line>,
): Line[] | undefined {
	const from = context.getNodeParameter('linesFrom', item, 'form');
	if (from === 'none' || from === 'all') return undefined;
	const lines = readLines(context, item, kind);
	if (lines.reason === undefined) return lines.value;
	throw new OpenBoxesError(`The lines cannot be used: ${lines.reason}`, {
		description: 'Nothing was written. Correct the input and run it again.',
	});
}
