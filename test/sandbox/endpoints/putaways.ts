import { bind, isObject, newBinding, type Binding, type Body } from '../binding/binder';
import { objectsIn } from '../binding/objects';
import { failure, illegalArgument } from '../errors';
import { TRANSIENT } from '../json/json';
import { candidatesAt } from '../putaways/candidates';
import { completePutaway } from '../putaways/complete';
import { putawayOf, type Putaway, type PutawayLine } from '../putaways/putaway';
import { savePutaway } from '../putaways/save';
import { lineJson, putawayJson } from '../putaways/view';
import { data, empty, type Reply } from '../reply';
import type { Call, Route } from '../router';
import { choice, decimal, domain, flag, reference } from '../schema/domain';
import type { Row } from '../store/table';

const only = 'open source' as const;

/** From receiving bins to shelves (orders-and-receiving.md#putaway). */
export const putawayRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/putaways', access: 'read', handler: list, wildcard: true, only },
	{
		method: 'POST',
		pattern: '/api/putaways',
		access: 'write',
		handler: save,
		wildcard: true,
		only,
	},
	{
		method: 'GET',
		pattern: '/api/putaways/:id',
		access: 'read',
		handler: read,
		wildcard: true,
		only,
	},
	// The action is named `removingItem`, which is on no list of changes: readers may call it.
	{ method: 'DELETE', pattern: '/api/putawayItems/:id', access: 'read', handler: removeLine, only },
];

function list(call: Call): Reply {
	const { world, query, session } = call;
	const location = world.store.get('location', query.get('location.id') || session.location);
	if (!location) throw illegalArgument('Must provide location.id as request parameter');
	return data(candidatesAt(world, location).map((line) => lineJson(world, line)));
}

const findOrder = (call: Call, id: unknown): Row | undefined =>
	typeof id === 'string' ? call.world.store.get('order', id) : undefined;

function read(call: Call): Reply {
	const order = findOrder(call, call.params.id);
	if (!order) throw illegalArgument(`No putaway found for order ID ${call.params.id}`);
	const putaway = withStock(putawayOf(call.world, order));
	return data(putawayJson(call.world, { ...putaway, sortBy: call.query.get('sortBy') }));
}

const withStock = (putaway: Putaway): Putaway => ({
	...putaway,
	lines: putaway.lines.map((line) => ({ ...line, withStock: true })),
});

function save(call: Call): Reply {
	const { world, session } = call;
	const here = call.location();
	const body = call.body();
	const order = findOrder(call, body.id);
	if (order?.status === 'COMPLETED' && world.version.since('0.9.1')) {
		throw illegalArgument("Can't update completed putaway");
	}
	const binding = newBinding(world, session.user, session.language);
	const header: Row = { id: '' };
	bind(binding, headerCommand, header, body);
	const command = {
		order,
		status: (header.putawayStatus as string | undefined) ?? null,
		number:
			typeof body.putawayNumber === 'string' && body.putawayNumber !== ''
				? body.putawayNumber
				: null,
		origin: header.origin ?? here.id,
		destination: header.destination ?? here.id,
		lines: linesOf(binding, body.putawayItems),
	};
	if (command.status === 'COMPLETED') {
		return data(putawayJson(world, completePutaway(world, command, session.user)));
	}
	const saved = withStock(savePutaway(world, command, session.user));
	return data(
		putawayJson(world, { ...saved, sortBy: typeof body.sortBy === 'string' ? body.sortBy : null }),
	);
}

const statuses = choice('org.pih.warehouse.api.PutawayStatus', [
	'READY',
	'PENDING',
	'COMPLETED',
	'CANCELED',
]);

const headerCommand = domain('api.Putaway', {
	putawayStatus: statuses,
	origin: reference('location'),
	destination: reference('location'),
});

const lineCommand = domain('api.PutawayItem', {
	putawayStatus: statuses,
	product: reference('product'),
	inventoryItem: reference('inventoryItem'),
	recipient: reference('person'),
	currentFacility: reference('location'),
	currentLocation: reference('location'),
	putawayFacility: reference('location'),
	putawayLocation: reference('location'),
	quantity: decimal(),
	delete: flag(),
});

const linesOf = (binding: Binding, value: unknown): PutawayLine[] =>
	objectsIn({ lines: value ?? undefined }, 'lines').map((body) => lineFrom(binding, body));

function lineFrom(binding: Binding, body: Body): PutawayLine {
	const fields: Row = { id: '' };
	bind(binding, lineCommand, fields, body);
	for (const name of ['currentLocation', 'putawayLocation']) {
		// An empty object makes a new record that nobody saves.
		if (isObject(body[name]) && Object.keys(body[name]).length === 0) fields[name] = TRANSIENT;
	}
	return {
		id: typeof body.id === 'string' && body.id !== '' ? body.id : null,
		status: (fields.putawayStatus as string | undefined) ?? null,
		product: fields.product,
		inventoryItem: fields.inventoryItem,
		recipient: fields.recipient,
		facility: fields.currentFacility,
		from: fields.currentLocation,
		toFacility: fields.putawayFacility,
		to: fields.putawayLocation,
		quantity: (fields.quantity as number | null | undefined) ?? null,
		parts: linesOf(binding, body.splitItems),
		isDeleted: fields.delete === true,
		withStock: false,
	};
}

/**
 * The message for an unknown line fails itself (orders-and-receiving.md#putaway); before 0.9.1 it does not.
 */
function removeLine(call: Call): Reply {
	const { store } = call.world;
	const item = store.get('orderItem', call.params.id);
	if (!item) {
		throw failure(
			'groovy.lang.MissingPropertyException',
			'No such property: id for class: org.pih.warehouse.api.PutawayItemApiController',
		);
	}
	if (store.get('order', item.order)?.status === 'COMPLETED' && call.world.version.since('0.9.1')) {
		throw illegalArgument("Can't remove an item on completed putaway");
	}
	for (const part of store.table('orderItem').by('parentOrderItem', item.id))
		store.remove('orderItem', part);
	store.remove('orderItem', item);
	return empty(204);
}
