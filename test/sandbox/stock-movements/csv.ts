import { csvCell } from '../csv';
import type { Reply } from '../reply';
import { reason, reasons } from '../errors';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import { quantityPicked } from './request-lines';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');

/** `11-22-2026`. */
function dashedDay(value: Value): string {
	if (typeof value !== 'number') return '';
	const date = new Date(value);
	return `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}-${date.getUTCFullYear()}`;
}

/** `22-Nov-26`. */
function namedDay(value: Value): string {
	if (typeof value !== 'number') return '';
	const date = new Date(value);
	return `${two(date.getUTCDate())}-${MONTHS[date.getUTCMonth()]}-${two(date.getUTCFullYear() % 100)}`;
}

type Cell = string | number | null | undefined;

export const csvReply = (rows: Cell[][], fileName: string): Reply => ({
	status: 200,
	contentType: 'text/csv;charset=utf-8',
	headers: { 'Content-Disposition': `attachment; filename="${fileName}"` },
	body: rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join(''),
});

const nameOf = ({ store }: World, domain: string, id: Value): string =>
	String(store.get(domain, id)?.name ?? '');

const LIST_TITLES = [
	'Status',
	'Receipt Status',
	'Identifier',
	'Name',
	'Origin',
	'Destination',
	'Stocklist',
	'Requested by',
	'Date Requested',
	'Date Created',
	'Date Shipped',
];

/** `format=csv` of the list; `Name` holds the description (stock-movements.md#list). */
export function listCsv(
	world: World,
	items: Array<{ requisition: Row | undefined; shipment: Row | undefined }>,
): Reply {
	const rows = items.map(({ requisition, shipment }) => {
		const row = (requisition ?? shipment) as Row;
		const person = world.json.nested('person', requisition?.requestedBy);
		return [
			String(requisition?.status ?? shipment?.currentStatus),
			shipment?.currentStatus as Cell,
			(requisition ? requisition.requestNumber : shipment?.shipmentNumber) as Cell,
			row.description as Cell,
			nameOf(world, 'location', row.origin),
			nameOf(world, 'location', row.destination),
			nameOf(world, 'requisition', requisition?.requisitionTemplate),
			person ? String(person.name) : 'None',
			dashedDay(requisition?.dateRequested ?? row.dateCreated),
			dashedDay(row.dateCreated),
			dashedDay(shipment?.expectedShippingDate),
		];
	});
	return csvReply([LIST_TITLES, ...rows], 'StockMovements.csv');
}

/**
 * `GET …/shippedItems`: what is on its way to a place, per shipment and product
 * (stock-movements.md#documents-and-undo).
 */
export function shippedItemsCsv(world: World, destination: string | null): Reply {
	if (!destination) throw reasons(400, 'Destination parameter cannot be the empty');
	const place = world.store.get('location', destination);
	if (!place) throw reason(404, 'Destination does not exist');
	const rows = world.store
		.table('shipment')
		.by('destination', place.id)
		.filter(
			({ currentStatus }) => currentStatus === 'SHIPPED' || currentStatus === 'PARTIALLY_RECEIVED',
		)
		.flatMap((shipment) => openProducts(world, shipment));
	if (rows.length === 0) throw reason(404, 'No shipment items found');
	const titles = [
		'Code',
		'Product Name',
		'Quantity Incoming',
		'Expected Shipping Date',
		'Expected Delivery Date',
		'Shipment Number',
		'Shipment Name',
		'Origin',
		'Destination',
	];
	return csvReply([titles, ...rows], `Items shipped not received_${String(place.name)}.csv`);
}

function openProducts(world: World, shipment: Row): Cell[][] {
	const open = new Map<string, number>();
	for (const item of world.store.table('shipmentItem').by('shipment', shipment.id)) {
		const left = Number(item.quantity) - receivedOf(world, item);
		if (left > 0) open.set(String(item.product), (open.get(String(item.product)) ?? 0) + left);
	}
	return [...open].map(([id, quantity]) => {
		const product = world.store.get('product', id);
		return [
			product?.productCode as Cell,
			product?.name as Cell,
			quantity,
			namedDay(shipment.expectedShippingDate),
			namedDay(shipment.expectedDeliveryDate),
			shipment.shipmentNumber as Cell,
			shipment.name as Cell,
			nameOf(world, 'location', shipment.origin),
			nameOf(world, 'location', shipment.destination),
		];
	});
}

function receivedOf({ store }: World, item: Row): number {
	return store
		.table('receiptItem')
		.by('shipmentItem', item.id)
		.filter((one) => store.get('receipt', one.receipt)?.receiptStatusCode === 'RECEIVED')
		.reduce(
			(sum, one) => sum + Number(one.quantityReceived ?? 0) + Number(one.quantityCanceled ?? 0),
			0,
		);
}

/** `GET …/pendingRequisitionItems`: what is picked and not sent yet. */
export function pendingItemsCsv(world: World, origin: string | null): Reply {
	if (!origin) throw reasons(400, 'Origin parameter cannot be the empty');
	const place = world.store.get('location', origin);
	if (!place) throw reason(404, 'Origin does not exist');
	const { store } = world;
	const lines = store
		.table('requisitionItem')
		.all()
		.filter((line) => {
			const requisition = store.get('requisition', line.requisition);
			const status = requisition?.status;
			return (
				requisition?.origin === place.id &&
				(status === 'PICKED' || status === 'CHECKING') &&
				Number(line.quantityApproved ?? 0) > 0
			);
		});
	if (lines.length === 0) throw reason(404, 'No pending requisition items found');
	const titles = [
		'Shipment Number',
		'Description',
		'Destination',
		'Status',
		'Product Code',
		'Product',
		'Qty Picked',
	];
	const rows = lines
		.filter((line) => quantityPicked(world, line) !== 0)
		.map((line) => {
			const requisition = store.get('requisition', line.requisition);
			const product = store.get('product', line.product);
			return [
				requisition?.requestNumber as Cell,
				(requisition?.description ?? '') as Cell,
				nameOf(world, 'location', requisition?.destination),
				requisition?.status as Cell,
				product?.productCode as Cell,
				product?.name as Cell,
				quantityPicked(world, line),
			];
		});
	return csvReply([titles, ...rows], 'PendingShipmentItems.csv');
}
