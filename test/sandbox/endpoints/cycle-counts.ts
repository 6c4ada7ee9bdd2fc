import { csvCell } from '../csv';
import { candidateJson, candidates, type Candidate } from '../cycle-counts/candidates';
import { countJson, itemJson, requestJson } from '../cycle-counts/counts';
import { page } from '../cycle-counts/filters';
import {
	createItem,
	createItems,
	deleteItem,
	updateItem,
	updateItems,
} from '../cycle-counts/items';
import { pendingJson, pendingRequests } from '../cycle-counts/pending';
import { assignRequests, createRequests, withdrawRequest } from '../cycle-counts/requests';
import { startCounts, startRecounts } from '../cycle-counts/start';
import { refreshCount, submit } from '../cycle-counts/submit';
import { data, empty, json, type Reply } from '../reply';
import type { Call, Handler, Route } from '../router';
import type { Row } from '../store/table';

const BASE = '/api/facilities/:facility/cycle-counts';

/**
 * Cycle counts (docs/openboxes/warehouse.md). What is named create, update or delete needs an assistant; starting
 * and submitting do not, though a submitted count moves stock.
 */
export const cycleCountRoutes: Route[] = [
	of('GET', '/candidates', 'read', candidateList),
	of('GET', '/requests/pending', 'read', pendingList),
	of('POST', '/requests/batch', 'write', (call) => data(requests(call, createRequests(call)))),
	of('PATCH', '/requests/batch', 'write', (call) => data(requests(call, assignRequests(call)))),
	of('DELETE', '/requests/batch', 'write', withdraw),
	of('POST', '/start/batch', 'read', (call) => data(startCounts(call))),
	of('POST', '/recount/start/batch', 'read', (call) => data(startRecounts(call))),
	of('GET', '', 'read', list),
	of('POST', '/:count/count', 'read', (call) => data(submit(call, false))),
	of('POST', '/:count/recount', 'read', (call) => data(submit(call, true))),
	of('POST', '/:count/refresh', 'read', (call) => data(refreshCount(call))),
	of('PATCH', '/items/:item', 'write', (call) => data(itemJson(updateItem(call), call.world.json))),
	of('DELETE', '/items/:item', 'write', remove),
	of('POST', '/:count/items', 'write', (call) => data(itemJson(createItem(call), call.world.json))),
	of('POST', '/:count/items/batch', 'write', (call) => data(items(call, createItems(call)))),
	of('PATCH', '/:count/items/batch', 'write', (call) => data(items(call, updateItems(call)))),
	of('POST', '/items/batch', 'write', (call) => data(items(call, createItems(call)))),
	of('PATCH', '/items/batch', 'write', (call) => data(items(call, updateItems(call)))),
];

function of(method: string, path: string, access: Route['access'], handler: Handler): Route {
	return { method, pattern: `${BASE}${path}`, access, handler, since: '0.9.4' };
}

const requests = (call: Call, rows: Row[]) => rows.map((row) => requestJson(row, call.world.json));
const items = (call: Call, rows: Row[]) => rows.map((row) => itemJson(row, call.world.json));

function candidateList(call: Call): Reply {
	const rows = candidates(call);
	if (call.query.get('format') === 'csv') return asCsv(call, rows);
	const shown = page(call, rows).map((row) => candidateJson(call.world, row));
	return json({ data: shown, totalCount: rows.length });
}

function pendingList(call: Call): Reply {
	const rows = pendingRequests(call);
	const shown = page(call, rows).map((row) => pendingJson(call.world, row));
	return json({ data: shown, totalCount: rows.length });
}

function withdraw(call: Call): Reply {
	for (const id of call.query.getAll('id')) withdrawRequest(call, id);
	return empty(204);
}

/** Without ids every count of every facility. */
function list(call: Call): Reply {
	const { world, query } = call;
	const ids = query.getAll('id').filter((id) => id !== '');
	const counts = world.store
		.table('cycleCount')
		.all()
		.filter((count) => ids.length === 0 || ids.includes(count.id));
	return data(counts.map((count) => countJson(world, count)));
}

function remove(call: Call): Reply {
	deleteItem(call);
	return empty(204);
}

const TITLES =
	'Code,Product,Product Family,Category,Formularies,ABC Classification,Bin Location,Tag,Last Counted,QoH';

/** All rows whatever `max` says; some columns are quoted once more before the file is written. */
function asCsv(call: Call, rows: Candidate[]): Reply {
	const lines = rows.map((row) => {
		const { product, category, tags } = candidateJson(call.world, row) as {
			product: Row;
			category: { name: string | null };
			tags: Array<{ tag: string }>;
		};
		return [
			csvCell(product.productCode),
			product.name,
			'',
			csvCell(category.name),
			'',
			csvCell(row.abcClass),
			csvCell(row.internalLocations),
			csvCell(tags.map(({ tag }) => tag).join(', ')),
			dayMonthYear(row.lastCount),
			row.quantityOnHand,
		]
			.map(csvCell)
			.join(',');
	});
	const moment = new Date(call.world.clock.now()).toISOString();
	const [day, time] = [moment.slice(0, 10), moment.slice(11, 19)];
	const name = `CycleCountReport-${day.replaceAll('-', '')}-${time.replaceAll(':', '')}.csv`;
	return {
		status: 200,
		body: `${[TITLES, ...lines].join('\r\n')}\r\n`,
		contentType: 'text/csv;charset=utf-8',
		headers: { 'Content-Disposition': `attachment; filename="${name}"` },
	};
}

function dayMonthYear(moment: number | null): string {
	if (moment === null) return '';
	const [year, month, day] = new Date(moment).toISOString().slice(0, 10).split('-');
	return `${day}/${month}/${year}`;
}
