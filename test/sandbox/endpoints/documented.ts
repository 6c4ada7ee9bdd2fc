import { bindNew, flush, newBinding } from '../binding/save';
import { isoSeconds } from '../json/dates';
import { data, json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { domainNamed } from '../schema';
import { integerParameter } from '../store/query';
import { putawayRoutes } from './putaways';

const only = 'documented' as const;

/** What only the hosted vendor's documents name: current stock, making users, another spelling of putaways. */
export const documentedRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/inventoryItems', access: 'read', handler: inventoryItems, only },
	{ method: 'POST', pattern: '/api/users', access: 'write', handler: createUser, only },
	...putawayRoutes
		.filter((route) => route.pattern.startsWith('/api/putaways'))
		.map((route): Route => ({
			...route,
			pattern: route.pattern.replace('putaways', 'putAways'),
			only,
		})),
];

/** The open source server's own endpoints, which the documents do not name. */
export const notDocumented = (routes: Route[]): Route[] =>
	routes.map((route): Route => ({ ...route, only: 'open source' }));

/** "Current inventory by product and lot", of the login location; the document shows no example. */
function inventoryItems(call: Call): Reply {
	const location = call.location();
	const { store, json: forms } = call.world;
	const onHand = new Map<string, number>();
	for (const row of store.table('productAvailability').by('location', location.id)) {
		const lot = String(row.inventoryItem);
		onHand.set(lot, (onHand.get(lot) ?? 0) + Number(row.quantityOnHand));
	}
	const rows = [...onHand].flatMap(([id, quantity]) => {
		const lot = store.get('inventoryItem', id);
		if (!lot) return [];
		const expirationDate = isoSeconds(lot.expirationDate);
		return [{ ...forms.of('inventoryItem', lot), expirationDate, quantityOnHand: quantity }];
	});
	return json(pageOf(call, rows));
}

/** "List endpoints return paginated results. Always check for a `next` page" (user document 004). */
export function pageOf<T>(call: Call, rows: T[]): { data: T[]; totalCount: number; next?: string } {
	const max = integerParameter(call.query.get('max'));
	const offset = integerParameter(call.query.get('offset')) ?? 0;
	const page = max === undefined ? rows.slice(offset) : rows.slice(offset, offset + max);
	const answer = { data: page, totalCount: rows.length };
	if (max === undefined || offset + max >= rows.length) return answer;
	const query = new URLSearchParams(call.query);
	query.set('offset', String(offset + max));
	return { ...answer, next: `${call.origin}${call.contextPath}${call.path}?${query.toString()}` };
}

function createUser(call: Call): Reply {
	const binding = newBinding(call.world, call.session.user, call.session.language);
	const row = bindNew(binding, domainNamed('user'), call.body());
	flush(binding);
	return data(call.world.json.of('user', row), 201);
}
