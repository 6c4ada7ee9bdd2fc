import { checksumId } from '../crc32';
import type { Row } from '../store/table';
import type { World } from '../world';
import type { View } from './views';

/** Views over counts, adjustments, order lines and suppliers (docs/openboxes/warehouse.md). */
export const auditViews: Record<string, View> = {
	inventoryAuditRollup,
	inventoryCount,
	orderItemDetails,
	supplier,
};

interface Adjusted {
	transaction: Row;
	product: Row;
	quantity: number;
}

const facilityOf = ({ store }: World, transaction: Row): Row | undefined =>
	store.get('location', store.get('inventory', transaction.inventory)?.warehouse);

/** Every product of every transaction of a type, with the sum of its entries. */
function movedProducts({ store }: World, type: string): Adjusted[] {
	const found = new Map<string, Adjusted>();
	for (const transaction of store.table('transaction').by('transactionType', type)) {
		for (const entry of store.table('transactionEntry').by('transaction', transaction.id)) {
			const lot = store.get('inventoryItem', entry.inventoryItem);
			const product = store.get('product', lot?.product);
			if (!product) continue;
			const key = `${transaction.id} ${product.id}`;
			const row = found.get(key) ?? { transaction, product, quantity: 0 };
			row.quantity += Number(entry.quantity);
			found.set(key, row);
		}
	}
	return [...found.values()];
}

function abcClass({ store }: World, inventory: unknown, product: Row): string | null {
	const own = store
		.table('inventoryLevel')
		.by('product', product.id)
		.find((rule) => rule.inventory === inventory && !rule.internalLocation)?.abcClass;
	const value = own ?? product.abcClass;
	return typeof value === 'string' ? value : null;
}

/** Adjustments (type 3) of products that have a row in the stock table. */
function inventoryAuditRollup(world: World): Row[] {
	return movedProducts(world, '3').flatMap(({ transaction, product, quantity }) => {
		const facility = facilityOf(world, transaction);
		const isStocked = world.store
			.table('productAvailability')
			.by('product', product.id)
			.some((row) => row.location === facility?.id);
		if (!facility || !isStocked) return [];
		return [
			{
				id: `${facility.id} ${product.id} ${transaction.id}`,
				facility: facility.id,
				product: product.id,
				transaction: transaction.id,
				transactionNumber: transaction.transactionNumber,
				facilityName: facility.name,
				abcClass: abcClass(world, transaction.inventory, product),
				transactionDate: transaction.transactionDate,
				quantityAdjusted: quantity,
				productCode: product.productCode,
				pricePerUnit: product.pricePerUnit ?? 0,
				varianceTypeCode: quantity > 0 ? 'MORE' : quantity < 0 ? 'LESS' : 'EQUAL',
			},
		];
	});
}

/** A baseline and an adjustment a second later belong together; both also stand alone. */
function inventoryCount(world: World): Row[] {
	const adjustments = movedProducts(world, '3');
	const baselines = movedProducts(world, '12');
	const isPair = (baseline: Adjusted, adjustment: Adjusted): boolean =>
		baseline.product === adjustment.product &&
		baseline.transaction.inventory === adjustment.transaction.inventory &&
		Number(adjustment.transaction.transactionDate) -
			Number(baseline.transaction.transactionDate) ===
			1000;
	const row = ({ transaction, product }: Adjusted, kind: string, associated: Row | undefined) => {
		const facility = facilityOf(world, transaction);
		return {
			id: checksumId(transaction.id, product.id, facility?.id ?? ''),
			product: product.id,
			transaction: transaction.id,
			dateRecorded: transaction.transactionDate,
			facility: facility?.id,
			associatedTransaction: associated?.id ?? null,
			inventoryCountTypeCode: kind,
		};
	};
	return [
		...baselines.map((one) => {
			const pair = adjustments.find((other) => isPair(one, other))?.transaction;
			return row(one, pair ? 'BASELINE_ADJUSTMENT' : 'BASELINE', pair);
		}),
		...adjustments
			.filter((one) => !baselines.some((other) => isPair(other, one)))
			.map((one) => row(one, 'ADJUSTMENT', undefined)),
	];
}

function orderItemDetails({ store }: World): Row[] {
	return store
		.table('order')
		.by('orderType', 'PURCHASE_ORDER')
		.flatMap((order) =>
			store
				.table('orderItem')
				.by('order', order.id)
				.map((item) => ({
					id: item.id,
					product: item.product,
					unitPrice: item.unitPrice,
					quantityUom: item.quantityUom,
					quantityPerUom: item.quantityPerUom,
					order: order.id,
					quantity: item.quantity,
					orderItemStatus: item.orderItemStatusCode,
					orderNumber: order.orderNumber,
					orderItem: item.id,
				})),
		);
}

const CLOSED = ['COMPLETED', 'CANCELED', 'REJECTED'];

function supplier({ store }: World): Row[] {
	return store
		.table('location')
		.all()
		.filter((row) => store.get('locationType', row.locationType)?.locationTypeCode === 'SUPPLIER')
		.map((row) => ({
			id: row.id,
			name: row.name,
			organization: row.organization,
			pendingOrdersCount: store
				.table('order')
				.by('origin', row.id)
				.filter(
					(order) => order.orderType === 'PURCHASE_ORDER' && !CLOSED.includes(String(order.status)),
				).length,
			pendingShipmentsCount: store
				.table('shipment')
				.by('origin', row.id)
				.filter((shipment) => shipment.currentStatus !== 'RECEIVED').length,
		}));
}
