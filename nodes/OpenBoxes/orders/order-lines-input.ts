import type { OrderLineInput } from '../lines/wanted-order-line';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { nameKey } from '../catalogue/product-name';
import { readUnits } from '../catalogue/package-units';
import { resolveProducts, type ResolvedProduct } from '../catalogue/products';
import { textKey } from '../values/same-text';

/** A line to be ordered, with product and unit found. */
export interface NewOrderLine {
	position: number;
	product: ResolvedProduct;
	/** In units of the order. */
	quantity: number;
	/** ID of the unit of measure. */
	uomId?: string;
	/** Single units in one unit of the order. */
	unitsPer: number;
	unitPrice?: number;
}

function bad(position: number, reason: string): OpenBoxesError {
	return new OpenBoxesError(`Line ${position} cannot be ordered: ${reason}`, {
		description: 'Nothing was written. Correct the line and run it again.',
	});
}

/** IDs of units by whatever a line may call them. */
async function unitIds(connection: Connection): Promise<Map<string, string>> {
	const units = new Map<string, string>();
	for (const { id, code, name } of await readUnits(connection))
		for (const key of [name, code, id]) if (key) units.set(textKey(key), id);
	return units;
}

/**
 * Finds products and units of lines to be ordered. An unknown one is refused here, because the server
 * would keep the order without its lines (orders-and-receiving.md#create).
 */
export async function resolveOrderLines(
	connection: Connection,
	inputs: readonly OrderLineInput[],
): Promise<NewOrderLine[]> {
	const { kind } = await connection.serverInfo();
	const products = await resolveProducts(connection, inputs);
	const needsUnits = inputs.some((input) => input.uom !== undefined);
	if (
		kind === 'documented' &&
		(needsUnits || inputs.some(({ quantityPerUom = 1 }) => quantityPerUom !== 1))
	) {
		throw new OpenBoxesError('This server orders in single units only', {
			description: 'Leave "Unit" and "Units per Package" empty. Nothing was written.',
		});
	}
	const units = needsUnits ? await unitIds(connection) : new Map<string, string>();
	return inputs.map((input, index) => {
		const position = index + 1;
		const resolution = products.get(nameKey(input));
		if (!resolution?.product)
			throw bad(position, resolution?.reason ?? 'the product was not found');
		if (input.quantity === undefined)
			throw bad(position, 'the quantity is missing: enter a whole number, 1 or more');
		const uomId = input.uom === undefined ? undefined : units.get(textKey(input.uom));
		if (input.uom !== undefined && uomId === undefined)
			throw bad(position, `OpenBoxes has no unit of measure "${input.uom}"`);
		const { quantity, quantityPerUom: unitsPer = 1, unitPrice } = input;
		return { position, product: resolution.product, quantity, uomId, unitsPer, unitPrice };
	});
}

/** A line as the generic API takes it; the id of the order only when it is sent on its own. */
export function toOrderItem(line: NewOrderLine, index: number): Record<string, unknown> {
	return {
		product: { id: line.product.id },
		quantity: line.quantity,
		...(line.uomId === undefined ? {} : { quantityUom: { id: line.uomId } }),
		quantityPerUom: line.unitsPer,
		...(line.unitPrice === undefined ? {} : { unitPrice: line.unitPrice }),
		orderIndex: index,
	};
}

/** The same for the vendor's own call. */
export function toDocumentedItem({ product, quantity, unitPrice }: NewOrderLine) {
	return {
		product: { id: product.id },
		quantity,
		...(unitPrice === undefined ? {} : { unitPrice }),
	};
}
