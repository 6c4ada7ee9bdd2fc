import { failure } from '../errors';
import { orNull, type JsonObject } from '../json/json';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { stockOf, withPicks } from './available-items';
import { onHandAt } from './pages';
import {
	linesOf,
	modificationOf,
	originalLinesOf,
	picksOf,
	substitutionsOf,
} from './request-lines';

/**
 * Step 3: the lines to be revised or substituted, with what the origin has of them (stock-movements.md#read).
 */
export function editPage(world: World, requisition: Row): JsonObject[] {
	const lines = originalLinesOf(world, requisition.id);
	if (lines.length === 0) {
		throw failure(
			'java.util.NoSuchElementException',
			'Cannot access first() element from an empty List',
		);
	}
	return lines.map((line) => editRow(world, requisition, line));
}

export function editRow(world: World, requisition: Row, line: Row): JsonObject {
	const product = world.store.get('product', line.product);
	const substitutions = substitutionsOf(world, line);
	const revised = revisedInView(world, line);
	const status =
		substitutions.length > 0 ? 'SUBSTITUTED' : revised === null ? 'APPROVED' : 'CHANGED';
	return {
		product: product ? world.json.of('product', product) : null,
		productName: orNull(product?.name),
		productCode: orNull(product?.productCode),
		requisitionItemId: line.id,
		requisition_id: requisition.id,
		quantityRequested: orNull(line.quantity),
		quantityRevised: revised,
		quantityCanceled: orNull(line.quantityCanceled),
		quantityDemandFulfilling: 0,
		...stockForMovement(world, requisition, line.product),
		quantityCounted: orNull(line.quantityCounted),
		substitutionStatus: 'NO',
		sortOrder: orNull(line.orderIndex),
		reasonCode: orNull(line.cancelReasonCode),
		comments: orNull(line.comment),
		statusCode: status,
		substitutionItems: substitutions.map((one) => substituteRow(world, requisition, one)),
		...(requisition.sourceType === 'ELECTRONIC' ? asked(world, requisition, line) : {}),
	};
}

function revisedInView(world: World, line: Row): number | null {
	const modification = modificationOf(world, line);
	if (Number(modification?.quantity)) return Number(modification?.quantity);
	return line.quantityCanceled !== null && line.quantityCanceled === line.quantity ? 0 : null;
}

/** What this movement has picked counts as available to it. */
function stockForMovement(world: World, requisition: Row, product: Value): JsonObject {
	const picks = linesOf(world, requisition.id)
		.filter((line) => line.product === product)
		.flatMap((line) => picksOf(world, line));
	const items = withPicks(world, stockOf(world, requisition.origin, product), picks);
	const sum = (numbers: number[]) =>
		Math.max(
			0,
			numbers.reduce((all, one) => all + one, 0),
		);
	return {
		quantityOnHand: sum(items.map((item) => Number(item.quantityOnHand))),
		quantityAvailable: sum(items.map((item) => Math.max(0, item.quantityAvailable))),
	};
}

function substituteRow(world: World, requisition: Row, line: Row): JsonObject {
	const product = world.store.get('product', line.product);
	return {
		product: product ? world.json.of('product', product) : null,
		productId: orNull(line.product),
		productCode: orNull(product?.productCode),
		productName: orNull(product?.name),
		...stockForMovement(world, requisition, line.product),
		quantitySelected: orNull(line.quantity),
		quantityRequested: orNull(line.quantity),
	};
}

/** Of a request: what the asking side has. */
const asked = (world: World, requisition: Row, line: Row): JsonObject => ({
	quantityOnHandRequesting: onHandAt(world, requisition.destination, line.product),
	quantityDemandRequesting: 0,
	demandPerReplenishmentPeriod: 0,
});
