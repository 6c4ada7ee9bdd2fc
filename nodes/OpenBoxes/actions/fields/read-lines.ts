import { jsonParse, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { listMismatches } from '../../values/problems';
import { check } from '../../schemas';
import { toProductName } from '../../catalogue/product-name';
import { OpenBoxesError } from '../../transport/openboxes-error';

type CheckedBy = Parameters<typeof check>[0];
type LinesOf<Schema extends CheckedBy> = NonNullable<ReturnType<typeof check<Schema>>['value']>;

/** Empty form fields are "not given", since n8n fills every one of them. */
function given(values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== '' && value !== undefined),
	);
}

/** A form line as the JSON lines have it; the picker's mode says which kind of code it holds. */
function fromForm(values: IDataObject): IDataObject {
	const { product, changes, ...rest } = values;
	if (product === undefined) {
		// In a list of changes an added field counts, even when it is empty: that clears it.
		return { ...given(rest), ...((changes as IDataObject | undefined) ?? {}) };
	}
	const name = toProductName(product);
	return given({
		...rest,
		product: name.anyCode,
		productId: name.productId,
		productCode: name.productCode,
		barcode: name.barcode,
	});
}

function readJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return jsonParse<unknown>(value);
	} catch {
		throw rejected('they are no JSON, e.g. [{"productCode": "10001", "quantity": 20}]');
	}
}

function rejected(reason: string): OpenBoxesError {
	return new OpenBoxesError(`The lines cannot be used: ${reason}`, {
		description: 'Nothing was written. Correct the input and run it again.',
	});
}

/**
 * Lines of an operation, from its form or its JSON field, checked by one schema.
 *
 * @throws OpenBoxesError that names each bad line
 */
export function readLines<Schema extends CheckedBy>(
	context: IExecuteFunctions,
	item: number,
	schema: Schema,
): LinesOf<Schema> | undefined {
	const from = context.getNodeParameter('linesFrom', item, 'json');
	if (from === 'none' || from === 'all') return undefined;
	const raw =
		from === 'form'
			? (context.getNodeParameter('lines.line', item, []) as IDataObject[]).map(fromForm)
			: readJson(context.getNodeParameter('linesJson', item));
	// A single line that was not put into a list is what an item with one product sends.
	const isOneLine = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
	const result = check(schema, isOneLine ? [raw] : raw);
	if (result.mismatches) throw rejected(listMismatches(result.mismatches));
	return result.value as LinesOf<Schema>;
}
