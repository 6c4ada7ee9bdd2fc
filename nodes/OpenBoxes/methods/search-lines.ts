import { readMovement, resolveMovementId, toMovementName } from '../movements/movement-record';
import { readOrder, toOrderName } from '../orders/order-record';
import { remainingOf } from '../orders/rules/order-line';
import type { Connection } from '../transport/connection';
import { readLocator } from '../values/locator';
import { matches, pickerSearch } from './picker-search';

interface Line {
	id: string;
	/** Product, and what tells two lines of one product apart. */
	texts: ReadonlyArray<string | number | null | undefined>;
}

async function linesOfMovement(connection: Connection, chosen: unknown): Promise<Line[]> {
	const id = await resolveMovementId(connection, toMovementName(chosen));
	const { movement } = await readMovement(connection, id);
	return (movement.lineItems ?? []).map((line) => ({
		id: line.id ?? '',
		texts: [
			line.productCode ?? line.product?.productCode,
			line.product?.name,
			line.quantityRequested ?? line.quantityShipped,
			line.lotNumber,
		],
	}));
}

async function linesOfOrder(connection: Connection, chosen: unknown): Promise<Line[]> {
	const { lines } = await readOrder(connection, toOrderName(chosen));
	return lines
		.filter((line) => !line.isCanceled)
		.map((line) => ({
			id: line.id,
			texts: [
				line.product.code,
				line.product.name,
				`${line.ordered} ordered`,
				`${remainingOf(line)} open`,
			],
		}));
}

/** Lines of the movement or order that is chosen above. */
export const searchLines = pickerSearch(async ({ connection, filter, sibling }) => {
	const isOrder = sibling('resource') === 'purchaseOrder';
	const chosen = sibling(isOrder ? 'purchaseOrder' : 'stockMovement');
	// As the only entry, because the editor hides the words of an error; choosing it chooses nothing.
	if (readLocator(chosen).text === '') {
		const what = isOrder ? 'purchase order' : 'stock movement';
		return { results: [{ name: `Choose the ${what} first, then its lines are here`, value: '' }] };
	}
	const read = isOrder ? linesOfOrder : linesOfMovement;
	const lines = await read(connection, chosen);
	const results = lines
		.map(({ id, texts }) => ({ name: texts.filter((text) => text).join(' · '), value: id }))
		.filter(({ name }) => matches(filter, [name]));
	return { results };
});
