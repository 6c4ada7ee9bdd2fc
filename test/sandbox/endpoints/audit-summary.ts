import { csvCell } from '../csv';
import { invalid } from '../errors';
import { json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row } from '../store/table';
import { between, dateParameter, facilityOf, movements } from './stock-reports';

const PATTERN = '/api/reports/inventory-audit-summary';

/** Adjustments per product, type 3 only (warehouse.md#reports). */
export const auditSummaryRoutes: Route[] = [
	{ method: 'ANY', pattern: PATTERN, access: 'read', handler: summary, since: '0.9.5' },
	{ method: 'ANY', pattern: `${PATTERN}.csv`, access: 'read', handler: asCsv, since: '0.9.5' },
];

interface Adjusted {
	product: Row;
	transactions: Set<string>;
	quantity: number;
}

function read(call: Call): { facility: Row; rows: Adjusted[] } {
	const messages: string[] = [];
	const facility = facilityOf(call, messages);
	const start = dateParameter(call, 'startDate', messages);
	const end = dateParameter(call, 'endDate', messages);
	if (messages.length > 0 || !facility) throw invalid(messages, 'Invalid params');
	const rows = new Map<string, Adjusted>();
	for (const { entry, transaction, product } of movements(call, facility.inventory, '3')) {
		const inTime = between(transaction.transactionDate, start ?? Infinity, end ?? -Infinity);
		if (!inTime) continue;
		const row = rows.get(product.id) ?? { product, transactions: new Set(), quantity: 0 };
		row.transactions.add(transaction.id);
		row.quantity += Number(entry.quantity);
		rows.set(product.id, row);
	}
	return { facility, rows: [...rows.values()] };
}

function onHand(call: Call, facility: Row, product: Row): number {
	return call.world.store
		.table('productAvailability')
		.by('product', product.id)
		.filter((row) => row.location === facility.id)
		.reduce((sum, row) => sum + Number(row.quantityOnHand), 0);
}

const price = (product: Row): number => Number(product.pricePerUnit ?? 0);
const category = (call: Call, product: Row) =>
	call.world.store.get('category', product.category)?.name ?? null;

function summary(call: Call): Reply {
	const { facility, rows } = read(call);
	const max = Number(call.query.get('max') ?? 10);
	const offset = Number(call.query.get('offset') ?? 0);
	const page = rows.slice(offset, offset + max).map(({ product, transactions, quantity }) => {
		const stock = onHand(call, facility, product);
		return {
			facility: { id: facility.id, name: facility.name },
			product: {
				id: product.id,
				name: product.name,
				productCode: product.productCode ?? null,
				category: category(call, product),
				abcClass: null,
				tags: [],
				catalogs: [],
			},
			lastCounted: null,
			pricePerUnit: product.pricePerUnit ?? null,
			numberOfCounts: transactions.size,
			numberOfAdjustments: transactions.size,
			quantityAdjusted: quantity,
			valueAdjusted: Number((quantity * price(product)).toFixed(4)),
			quantityDemanded: 0,
			monthsOfStockChange: 0,
			quantityOnHand: stock,
			valueOnHand: Number((stock * price(product)).toFixed(4)),
		};
	});
	return json({ data: page, count: page.length, max, offset, totalCount: rows.length });
}

const TITLES =
	'product,category,tag,product catalogue,abc class,number of counts,number of adjustments,total of adjustments,adjustments value,months of stock change,currently in stock,value in stock';

function asCsv(call: Call): Reply {
	const { facility, rows } = read(call);
	const lines = rows.map(({ product, transactions, quantity }) => {
		const stock = onHand(call, facility, product);
		const value = (amount: number) => (amount * price(product)).toFixed(4);
		const counts = transactions.size;
		const figures = [counts, counts, quantity, value(quantity), 0, stock, value(stock)];
		return [product.name, category(call, product), '', '', '', ...figures].map(csvCell).join(',');
	});
	return {
		status: 200,
		body: `\ufeff${[TITLES, ...lines].join('\n')}\n`,
		contentType: 'text/csv;charset=utf-8',
	};
}
