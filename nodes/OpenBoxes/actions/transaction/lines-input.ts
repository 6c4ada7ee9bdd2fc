import { jsonParse, type IDataObject } from 'n8n-workflow';
import { locatorText } from '../../values/locator';
import { listMismatches } from '../../values/problems';
import { check, saleLineSchema, saleLinesSchema, type SaleLine } from '../../schemas';
import { toProductName } from '../../catalogue/product-name';
import type { OperationRun } from '../operation';

/** What could be read, or why not. */
export type Read<Value> =
	{ value: Value; reason?: undefined } | { value?: undefined; reason: string };

const LINE_FIELDS = [
	'product',
	'quantity',
	'unitFactor',
	'lot',
	'bin',
	'expirationDate',
	'comment',
] as const;

/** A form line as the JSON lines have it; the picker's mode says which kind of code it holds. */
function fromForm(values: IDataObject): IDataObject {
	const { anyCode, ...name } = toProductName(values.product);
	return {
		...values,
		...name,
		product: anyCode,
		lot: locatorText(values.lot),
		bin: locatorText(values.bin),
	};
}

function readJson(value: unknown): Read<unknown> {
	if (typeof value !== 'string') return { value };
	try {
		return { value: jsonParse<unknown>(value) };
	} catch {
		return { reason: 'the lines are no JSON, e.g. [{"barcode": "0012345678905", "quantity": 2}]' };
	}
}

function rawLines({ context }: OperationRun, item: number): Read<unknown> {
	if (context.getNodeParameter('itemIs', item) === 'line') {
		const values = Object.fromEntries(
			LINE_FIELDS.map((name) => [name, context.getNodeParameter(name, item, '')]),
		);
		return { value: [fromForm(values as IDataObject)] };
	}
	if (context.getNodeParameter('linesFrom', item) === 'form') {
		const lines = context.getNodeParameter('lines.line', item, []) as IDataObject[];
		return { value: lines.map(fromForm) };
	}
	return readJson(context.getNodeParameter('linesJson', item));
}

/** The lines of one input item, whichever way they were given. */
export function readLines(run: OperationRun, item: number): Read<SaleLine[]> {
	const raw = rawLines(run, item);
	if (raw.reason !== undefined) return raw;
	// A single line that was not put into a list is what a till with one product sends.
	const isOneLine =
		typeof raw.value === 'object' && raw.value !== null && !Array.isArray(raw.value);
	if (isOneLine) {
		const line = check(saleLineSchema, raw.value);
		return line.mismatches ? { reason: listMismatches(line.mismatches) } : { value: [line.value] };
	}
	const lines = check(saleLinesSchema, raw.value);
	return lines.mismatches ? { reason: listMismatches(lines.mismatches) } : { value: lines.value };
}
