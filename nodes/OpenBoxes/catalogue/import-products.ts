import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { withoutFullStop } from '../transport/message-text';
import type { Product } from '../schemas';
import { quoted } from '../values/text';
import type { ProductFields } from './rules/product-body';
import { createProduct, findSame, updateProduct } from './save-product';

/** What a row of the file wants. */
export interface WantedProduct {
	row: number;
	fields: ProductFields;
}

interface ImportedProduct {
	row: number;
	product: Product;
	status: 'created' | 'updated' | 'unchanged';
	warnings: string[];
}

/** Problems shown of a file. */
const MOST_SHOWN = 10;

/** @throws OpenBoxesError when something in the file is wrong: nothing of it is written then */
export function refuseProblems(problems: readonly string[]): void {
	if (problems.length === 0) return;
	const more = problems.length > MOST_SHOWN ? [`and ${problems.length - MOST_SHOWN} more`] : [];
	throw new OpenBoxesError(
		`The file was not imported: ${[...problems.slice(0, MOST_SHOWN), ...more].join('; ')}`,
		{ description: 'Nothing of it was written. Correct the file and run it again.' },
	);
}

/** The product that a row means, when there is one: by its code, or by its name when no code is given. */
async function known(
	connection: Connection,
	{ row, fields }: WantedProduct,
	problems: string[],
): Promise<Product | undefined> {
	const { name, productCode, category } = fields;
	const found = await findSame(connection, { productCode, name: name ?? '' });
	if (found.length > 1)
		problems.push(`row ${row}: ${found.length} products are called ${quoted(name)}: give a code`);
	if (found.length === 0 && (name === undefined || category === undefined))
		problems.push(
			`row ${row}: a product ${quoted(productCode ?? name)} is not there, and a new one needs ${name === undefined ? 'a name' : 'a category'}`,
		);
	return found[0];
}

async function save(
	connection: Connection,
	{ row, fields }: WantedProduct,
	before: Product | undefined,
): Promise<ImportedProduct> {
	if (before) {
		const { product, changed } = await updateProduct(connection, before.id, fields);
		return { row, product, status: changed ? 'updated' : 'unchanged', warnings: [] };
	}
	const made = await createProduct(connection, { ...fields, name: fields.name ?? '' });
	const { product, existed, warnings } = made;
	return { row, product, status: existed ? 'unchanged' : 'created', warnings };
}

/**
 * Makes and changes products row by row, by the calls that one product takes: OpenBoxes' own import clears each field
 * whose cell is empty, and wants its 28 columns in their order (stock-and-transactions.md#product-writes).
 */
export async function importProducts(
	connection: Connection,
	wanted: readonly WantedProduct[],
): Promise<ImportedProduct[]> {
	const problems: string[] = [];
	const before: Array<Product | undefined> = [];
	for (const one of wanted) before.push(await known(connection, one, problems));
	refuseProblems(problems);
	const done: ImportedProduct[] = [];
	for (const [index, one] of wanted.entries()) {
		const failure = await save(connection, one, before[index]).then(
			(saved) => void done.push(saved),
			(error) => toOpenBoxesError(error),
		);
		if (failure) throw stoppedAt(one.row, done.length, failure);
	}
	return done;
}

function stoppedAt(row: number, done: number, failure: OpenBoxesError): OpenBoxesError {
	return new OpenBoxesError(`Row ${row}: ${withoutFullStop(failure.message)}`, {
		description: `Rows done before it: ${done}. Run it again: what is done stays. ${failure.description ?? ''}`,
		outcome: failure.outcome,
		httpStatus: failure.httpStatus,
		cause: failure.failureCause,
		retryAfterMs: failure.retryAfterMs,
		isFatal: failure.isFatal,
	});
}
