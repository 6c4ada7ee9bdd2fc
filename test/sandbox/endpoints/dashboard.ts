import { illegalArgument } from '../errors';
import { json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row, Value } from '../store/table';
import { facilityRules } from './inventory-levels';

/** The two dashboard numbers that say something about stock (note 05 §5). */
export const dashboardRoutes: Route[] = [
	{
		method: 'GET',
		pattern: '/api/dashboard/inventorySummary',
		access: 'read',
		handler: inventorySummary,
	},
	{
		method: 'GET',
		pattern: '/api/dashboard/productWithNegativeInventory',
		access: 'read',
		handler: negativeInventory,
	},
];

/** Counts only; a rule's quantities are inclusive below and exclusive above (note 05 §5). */
function inventorySummary(call: Call): Reply {
	const { world } = call;
	const location = world.store.get('location', call.query.get('locationId'));
	if (!location) throw illegalArgument('Must specify a location');
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

/** Cached on the server: it did not follow in any recording (note 02 §1.5). */
function negativeInventory(call: Call): Reply {
	return json({
		link: `${call.contextPath}/report/showBinLocationReport?location.id=${call.query.get('locationId') ?? ''}`,
		number: 0,
		tooltipData: null,
	});
}
