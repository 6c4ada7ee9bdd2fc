import { isObject, type Body } from '../binding/binder';
import { parseBinderDate } from '../binding/dates';
import { wholeSecond } from '../clock';
import { invalid, missingRow, nullPointer } from '../errors';
import type { Call } from '../router';
import type { Row, Value } from '../store/table';
import { itemsOf } from './counts';
import { invalidBatch, nullMessage } from './refusals';

/** A reference in a command: the text of an id or an object with one. */
export const idOf = (value: unknown): string | undefined =>
	typeof value === 'string'
		? value
		: isObject(value) && typeof value.id === 'string'
			? value.id
			: undefined;

export const listIn = (body: Body, name: string): Body[] | undefined =>
	Array.isArray(body[name]) ? body[name].filter(isObject) : undefined;

/** Stock promised to movements that are not sent yet forbids a count. */
export function allocated(call: Call, facility: Value, product: Value): number {
	return call.world.store
		.table('productAvailability')
		.by('product', product)
		.filter((row) => row.location === facility)
		.reduce((sum, row) => sum + Number(row.quantityAllocated ?? 0), 0);
}

const BATCH = 'CycleCountRequestBatchCommand';

interface Wanted {
	product: Row;
	blindCount: boolean | null;
}

/** One open request per product and facility. */
export function createRequests(call: Call): Row[] {
	const { world } = call;
	const facility = world.store.get('location', call.params.facility);
	const wanted = readRequests(call);
	const twins = wanted
		.map(({ product }) => product)
		.filter((product, at, all) => all.indexOf(product) !== at);
	if (twins.length > 0) {
		const codes = [...new Set(twins.map((product) => String(product.productCode ?? null)))];
		throw invalid(
			[`Cycle count request already exists for this/these products ([${codes.join(', ')}])`],
			'Invalid batch request',
		);
	}
	const messages = wanted.flatMap((one) => problemsOf(call, facility, one));
	if (messages.length > 0) {
		throw invalidBatch('requests', BATCH, 'CycleCountRequestCommand', wanted.length, messages);
	}
	const now = wholeSecond(world.clock.now());
	return wanted.map(({ product, blindCount }) =>
		world.store.insert('cycleCountRequest', {
			id: world.ids.id(),
			facility: facility?.id,
			product: product.id,
			status: 'CREATED',
			requestType: 'MANUAL_REQUEST',
			blindCount,
			dateCreated: now,
			lastUpdated: now,
			createdBy: call.user.id,
			updatedBy: call.user.id,
		}),
	);
}

/** A missing list and an unknown product are null pointers, found before anything is checked. */
function readRequests(call: Call): Wanted[] {
	const requests = listIn(call.body(), 'requests');
	if (!requests) throw nullPointer("Cannot get property 'product' on null object");
	return requests.map((request) => {
		const product = call.world.store.get('product', idOf(request.product));
		if (!product) throw nullPointer("Cannot get property 'productCode' on null object");
		const { blindCount } = request;
		return { product, blindCount: typeof blindCount === 'boolean' ? blindCount : null };
	});
}

function problemsOf(call: Call, facility: Row | undefined, { product, blindCount }: Wanted) {
	const messages: string[] = [];
	const open = call.world.store
		.table('cycleCountRequest')
		.by('product', product.id)
		.some(
			(request) =>
				request.facility === facility?.id &&
				!['COMPLETED', 'CANCELED'].includes(String(request.status)),
		);
	const code = String(product.productCode ?? null);
	if (open) {
		messages.push(`Cycle count request already exists for this product (${code})`);
	} else if (allocated(call, facility?.id, product.id) > 0) {
		messages.push(
			`Cannot request a count for a product (${code}) that is in a pending stock movement`,
		);
	}
	if (!facility) messages.push(nullMessage('facility', 'CycleCountRequestCommand'));
	if (blindCount === null) messages.push(nullMessage('blindCount', 'CycleCountRequestCommand'));
	return messages;
}

/** Who shall count until when; `0` is the count, `1` the recount. */
export function assignRequests(call: Call): Row[] {
	const { store, clock, version } = call.world;
	return (listIn(call.body(), 'commands') ?? []).map((command) => {
		const request = store.get('cycleCountRequest', idOf(command.cycleCountRequest));
		const assignments = command.assignments;
		if (!isObject(assignments)) {
			throw nullPointer('Cannot invoke method get() on null object');
		}
		if (!request) throw nullPointer("Cannot set property 'countAssignee' on null object");
		const changes: Record<string, Value> = {};
		for (const [index, kind] of [
			['0', 'count'],
			['1', 'recount'],
		]) {
			const one = assignments[index];
			if (!isObject(one)) continue;
			changes[`${kind}Assignee`] = store.get('person', idOf(one.assignee))?.id ?? null;
			changes[`${kind}Deadline`] = dayOf(one.deadline, (text) => parseBinderDate(text, version));
		}
		store.update('cycleCountRequest', request, {
			...changes,
			lastUpdated: wholeSecond(clock.now()),
			updatedBy: call.user.id,
		});
		return request;
	});
}

function dayOf(value: unknown, parse: (text: string) => number | undefined): number | null {
	if (typeof value !== 'string' || value === '') return null;
	const iso = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : parse(value);
	return iso === undefined || Number.isNaN(iso) ? null : iso;
}

/** A withdrawn request takes its count along; what the count has booked stays. */
export function withdrawRequest(call: Call, id: string): void {
	const { world } = call;
	const request = world.store.get('cycleCountRequest', id);
	if (!request) throw missingRow('class org.pih.warehouse.inventory.CycleCountRequest', id);
	const count = world.store.get('cycleCount', request.cycleCount);
	if (count) {
		for (const item of itemsOf(world, count)) world.store.remove('cycleCountItem', item);
		world.store.remove('cycleCount', count);
	}
	world.store.remove('cycleCountRequest', request);
}
