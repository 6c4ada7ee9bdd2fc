import { monthDayYear } from '../json/dates';
import { json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';
import { tile } from './dashboard-tile';

/** The figures that are charts or groups of three (docs/openboxes/warehouse.md). */
export const dashboardChartRoutes: Route[] = [
	tile('sentStockMovements', (call) => movementsByMonth(call, 'origin', 'destination')),
	tile('receivedStockMovements', (call) => movementsByMonth(call, 'destination', 'origin')),
	tile('outgoingStock', outgoingStock),
	tile('incomingStock', incomingStock),
	tile('delayedShipments', delayedShipments),
	tile('lossCausedByExpiry', lossCausedByExpiry),
	tile('stockOutLastMonth', stockOutLastMonth),
];

const DAY = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Month {
	label: string;
	start: number;
	end: number;
}

/** Six months up to this one, or as many as `querySize` says. */
function monthsOf(call: Call): Month[] {
	const size = Number(call.query.get('querySize') ?? 6);
	const now = new Date(call.world.clock.now());
	return Array.from({ length: size }, (_, at) => {
		const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - size + 1 + at, 1);
		const date = new Date(start);
		return {
			label: `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
			start,
			end: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1),
		};
	});
}

const within = (moment: unknown, { start, end }: Month): boolean =>
	typeof moment === 'number' && moment >= start && moment < end;

const set = (label: string | null, values: number[], type: string | null = null) => ({
	label,
	data: values,
	links: null,
	type,
	yAxisID: null,
});

const chart = (labels: string[], datasets: object[]): Reply =>
	json({ data: { labels, datasets, colorNumber: null }, link: null });

const locationId = (call: Call): string => call.query.get('locationId') ?? '';

/** Sent shipments by the month of their last change, one line per partner. */
function movementsByMonth(call: Call, side: string, partner: string): Reply {
	const { store } = call.world;
	const months = monthsOf(call);
	const shipments = store
		.table('shipment')
		.by(side, locationId(call))
		.filter((row) => row.currentStatus !== 'PENDING' && Number(row.lastUpdated) > months[0].start);
	const names = [
		...new Set(shipments.map((row) => String(store.get('location', row[partner])?.name))),
	];
	const lines = names.map((name) => {
		const own = shipments.filter((row) => store.get('location', row[partner])?.name === name);
		return set(
			name,
			months.map((month) => own.filter((row) => within(row.lastUpdated, month)).length),
		);
	});
	const nothing = set(
		null,
		months.map(() => 0),
	);
	return chart(
		months.map(({ label }) => label),
		lines.length > 0 ? lines : [nothing],
	);
}

/** A number with a caption; later servers add an order and a fourth one. */
function numbers(call: Call, parts: Array<[value: number, subtitle: string, link: string | null]>) {
	const isNew = call.world.version.since('0.9.1');
	const [first, second, third] = parts.map(([value, subtitle, link]) => ({
		value,
		subtitle,
		link,
		color: null,
		value2: null,
		...(isNew ? { order: null } : {}),
	}));
	return { first, second, third, ...(isNew ? { fourth: null } : {}) };
}

const IN_PROGRESS = ['CREATED', 'EDITING', 'VERIFYING', 'PICKING', 'PICKED', 'CHECKING'];
/** Before 0.9.8 requests that nobody has answered counted as well. */
const WITH_REQUESTS = [...IN_PROGRESS, 'PENDING', 'REQUESTED', 'APPROVED', 'PENDING_APPROVAL'];

function outgoingStock(call: Call): Reply {
	const { world, contextPath } = call;
	const isNew = world.version.since('0.9.8');
	const statuses = isNew ? IN_PROGRESS : WITH_REQUESTS;
	const today = Math.floor(world.clock.now() / DAY) * DAY;
	const [four, seven] = [today - 4 * DAY, today - 7 * DAY];
	const open = world.store
		.table('requisition')
		.by('origin', locationId(call))
		.filter((row) => statuses.includes(String(row.status)) && row.isTemplate !== true)
		.filter((row) => !isNew || !row.sourceType || row.status !== 'CREATED');
	const count = (test: (created: number) => boolean) =>
		open.filter((row) => test(Number(row.dateCreated))).length;
	const base = `${contextPath}/stockMovement/list?direction=OUTBOUND`;
	const query = base + statuses.map((status) => `&requisitionStatusCode=${status}`).join('');
	const day = (moment: number) => String(monthDayYear(moment));
	return json({
		data: numbers(call, [
			[count((made) => made > four), 'Created < 4 days ago', `${query}&createdAfter=${day(four)}`],
			[
				count((made) => made >= seven && made <= four),
				'Created > 4 days ago',
				`${query}&createdAfter=${day(seven)}&createdBefore=${day(four)}`,
			],
			[
				count((made) => made < seven),
				'Created > 7 days ago',
				`${query}&createdBefore=${day(seven)}`,
			],
		]),
		link: `${base}&receiptStatusCode=PENDING`,
	});
}

function incomingStock(call: Call): Reply {
	const { store } = call.world;
	const base = `${call.contextPath}/stockMovement/list?direction=INBOUND`;
	const shipments = store.table('shipment').by('destination', locationId(call));
	const part = (status: string, caption: string): [number, string, string] => [
		shipments.filter((row) => row.currentStatus === status).length,
		caption,
		`${base}&receiptStatusCode=${status}`,
	];
	return json({
		data: numbers(call, [
			part('PENDING', 'Pending'),
			part('SHIPPED', 'Shipped'),
			part('PARTIALLY_RECEIVED', 'Partially Received'),
		]),
		link: base,
	});
}

/** By air a month late, by sea two, over land a week. */
function delayedShipments(call: Call): Reply {
	const { store, clock } = call.world;
	const monthsAgo = (count: number) => {
		const now = new Date(clock.now());
		return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, now.getUTCDate());
	};
	const weekAgo = Math.floor(clock.now() / DAY) * DAY - 7 * DAY;
	const limit = (type: unknown): number =>
		type === '1'
			? monthsAgo(1)
			: type === '2'
				? monthsAgo(2)
				: type === '3' || type === '4'
					? weekAgo
					: 0;
	const late = store
		.table('shipment')
		.by('destination', locationId(call))
		.filter((row) => ['SHIPPED', 'PARTIALLY_RECEIVED'].includes(String(row.currentStatus)))
		.filter((row) => {
			const event = store.get('event', row.currentEvent);
			return typeof event?.eventDate === 'number' && event.eventDate < limit(row.shipmentType);
		});
	const count = (types: string[]) =>
		late.filter((row) => types.includes(String(row.shipmentType))).length;
	const body = late.map((row) => ({
		number: row.shipmentNumber ?? null,
		name: row.name ?? null,
		value: null,
		link: `${call.contextPath}/stockMovement/show/${row.id}`,
		icon: shipmentIcon(call, row),
	}));
	return json({
		data: {
			numbersIndicator: numbers(call, [
				[count(['1']), 'By air', null],
				[count(['2']), 'By sea', null],
				[count(['3', '4']), 'By land', null],
			]),
			tableData: { number: 'Shipment', name: 'Name', value: null, body },
		},
		link: null,
	});
}

const shipmentIcon = (call: Call, row: Row): string => {
	const name = String(call.world.store.get('shipmentType', row.shipmentType)?.name ?? '');
	return `${call.contextPath}/static/images/icons/shipmentType/ShipmentType${name}.png`;
};

/** What was written off as expired, and the nightly snapshots, of which there are none. */
function lossCausedByExpiry(call: Call): Reply {
	const { store } = call.world;
	const months = monthsOf(call);
	const inventory = store.get('location', locationId(call))?.inventory;
	const removed = months.map((month) =>
		store
			.table('transaction')
			.by('transactionType', '4')
			.filter((row) => row.inventory === inventory && within(row.transactionDate, month))
			.flatMap((row) => store.table('transactionEntry').by('transaction', row.id))
			.reduce((sum, entry) => {
				const lot = store.get('inventoryItem', entry.inventoryItem);
				const price = Number(store.get('product', lot?.product)?.pricePerUnit ?? 0);
				return sum + price * Number(entry.quantity);
			}, 0),
	);
	const none = months.map(() => 0);
	const share = removed.map((value) => (value > 0 ? 1 : 0));
	return chart(
		months.map(({ label }) => label),
		[
			set('Percentage removed due to expiry', share, 'line'),
			set('Inventory value not expired last day of month', none, 'bar'),
			set('Inventory value expired last day of month', none, 'bar'),
			set('Inventory value removed due to expiry', removed, 'bar'),
		],
	);
}

/** Days without stock come from the nightly snapshots too: every stocked product never ran out. */
function stockOutLastMonth(call: Call): Reply {
	const rows = call.world.store.table('productAvailability').by('location', locationId(call));
	const products = new Set(rows.map((row) => row.product));
	return chart(['Never'], [set('Number of stockout', [products.size], 'doughnut')]);
}
