import { nullPointer } from '../errors';
import { json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row, Value } from '../store/table';
import { dashboardChartRoutes } from './dashboard-charts';
import { dashboardNumberRoutes } from './dashboard-numbers';
import { dashboardPageRoutes } from './dashboard-pages';
import { tile } from './dashboard-tile';
import { facilityRules } from './inventory-levels';

/** Two figures about stock that are lists, not numbers (docs/openboxes/warehouse.md). */
export const dashboardRoutes: Route[] = [
	tile('expirationSummary', expirationSummary),
	tile('inventorySummary', inventorySummary),
	...dashboardNumberRoutes,
	...dashboardChartRoutes,
	...dashboardPageRoutes,
];

/** Counts only; a rule's quantities are inclusive below and exclusive above (docs/openboxes/warehouse.md). */
function inventorySummary(call: Call): Reply {
	const { world } = call;
	const location = world.store.get('location', call.query.get('locationId'));
	if (!location) throw nullPointer("Cannot get property 'inventory' on null object");
	const stock = new Map<string, number>();
	for (const row of world.store.table('productAvailability').by('location', location.id)) {
		const product = String(row.product);
		stock.set(product, (stock.get(product) ?? 0) + Number(row.quantityOnHand));
	}
	const rules = new Map(facilityRules(call, location).map((rule) => [String(rule.product), rule]));
	const count = (test: (onHand: number, rule: Row | undefined) => boolean) =>
		[...stock].filter(([product, onHand]) => test(onHand, rules.get(product))).length;
	const below = (limit: Value, onHand: number) => Number(limit ?? 0) > 0 && onHand <= Number(limit);
	const page = (name: string) => `${call.contextPath}/inventory/${name}`;
	return json({
		data: {
			labels: ['In stock', 'Above maximum', 'Below reorder', 'Below minimum', 'No longer in stock'],
			datasets: [
				{
					label: 'Inventory Summary',
					data: [
						count((onHand) => onHand > 0),
						count(
							(onHand, rule) =>
								Number(rule?.maxQuantity ?? 0) > 0 && onHand > Number(rule?.maxQuantity),
						),
						count((onHand, rule) => onHand > 0 && below(rule?.reorderQuantity, onHand)),
						count((onHand, rule) => onHand > 0 && below(rule?.minQuantity, onHand)),
						count((onHand) => onHand <= 0),
					],
					links: [
						'listInStock',
						'listOverStock',
						'listReorderStock',
						'listLowStock',
						'listQuantityOnHandZero',
					].map(page),
					type: null,
					yAxisID: null,
				},
			],
			colorNumber: null,
		},
		link: null,
	});
}

const DAY = 86_400_000;
const HORIZONS = [30, 60, 90, 120, 150, 180];
/** Only some of the bars lead to a page. */
const LINKED = [30, 90, 180];

/** Days until each stocked lot of a location expires; negative = expired. */
function daysLeft(call: Call): number[] {
	const { store, clock } = call.world;
	return store
		.table('productAvailability')
		.by('location', call.query.get('locationId'))
		.filter((row) => Number(row.quantityOnHand) > 0)
		.map((row) => store.get('inventoryItem', row.inventoryItem)?.expirationDate)
		.filter((expiry) => typeof expiry === 'number')
		.map((expiry) => (Number(expiry) - clock.now()) / DAY);
}

/** Expired first, then what expires within each horizon, expired not counted again (docs/openboxes/warehouse.md). */
function expirationSummary(call: Call): Reply {
	const left = daysLeft(call);
	const expiring = `${call.contextPath}/inventory/listExpiringStock`;
	const label = (code: string, message: string) => ({
		code: `react.dashboard.timeline.${code}.label`,
		message,
	});
	return json({
		data: {
			labels: [
				label('today', 'today'),
				...HORIZONS.map((days) => label(`within${days}Days`, `within ${days} days`)),
			],
			datasets: [
				{
					label: 'Expiration(s)',
					data: [
						left.filter((days) => days < 0).length,
						...HORIZONS.map((days) => left.filter((one) => one >= 0 && one <= days).length),
					],
					links: [
						`${call.contextPath}/inventory/listExpiredStock?status=expired`,
						...HORIZONS.map((days) =>
							LINKED.includes(days) ? `${expiring}?status=within${days}Days` : '',
						),
					],
					type: null,
					yAxisID: null,
				},
			],
			colorNumber: null,
		},
		link: expiring,
	});
}
