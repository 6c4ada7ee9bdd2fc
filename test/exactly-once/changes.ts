import { jsonParse, type INodeParameters } from 'n8n-workflow';
import { at, ibuprofen, locator, op } from '../hospital/movements';
import { KINDS } from '../sandbox/versions';
import type { Ground } from './ground';
import {
	goods,
	goodsThatWait,
	order,
	sale,
	sentFromNorth,
	transfer,
	type ReferencedWrite,
} from './operations';

const OPEN_SOURCE_ONLY = ['documented'] as const;

const writeOff = (operation: string, lines: object, quantity: number): INodeParameters => ({
	resource: 'transaction',
	operation,
	reference: 'W-1',
	...goods({ productCode: '10001', quantity, ...lines }),
});
const broken = { lot: 'IBU-A', bin: 'Shelf 1' };

async function draftOf7(ground: Ground): Promise<INodeParameters> {
	const made = await ground.output(
		'north',
		op('create', {
			origin: at('north'),
			destination: at('central'),
			...goods({ productId: ibuprofen, quantity: 7 }),
		}),
	);
	return { stockMovement: locator(String(made.id)) };
}

/** Its only line is to be 9. */
async function draftToChange(ground: Ground): Promise<INodeParameters> {
	const { stockMovement } = await draftOf7(ground);
	const movement = await ground.output('north', op('get', { stockMovement }));
	const [line] = movement.lineItems as Array<{ id: string }>;
	return { stockMovement, ...goods({ id: line.id, quantity: 9 }) };
}

const orderOp = (operation: string): INodeParameters => ({
	resource: 'purchaseOrder',
	operation,
	enable: true,
	purchaseOrder: locator('ERP-1', 'number'),
});

async function newOrder(ground: Ground): Promise<INodeParameters> {
	await ground.output('central', order(2));
	return {};
}

async function placedOrder(ground: Ground): Promise<INodeParameters> {
	await newOrder(ground);
	await ground.output('central', orderOp('place'));
	return {};
}

async function pendingPutaway(ground: Ground): Promise<INodeParameters> {
	await goodsThatWait(ground);
	const made = await ground.output('central', {
		resource: 'putaway',
		operation: 'create',
		...goods({ productCode: '20001', quantity: 200, bin: 'A-01' }),
	});
	return { putaway: locator(String(made.id)) };
}

const lot = (operation: string): INodeParameters => ({
	...{ resource: 'lot', operation, isSafe: true },
	...{ product: locator('10001', 'code'), lot: locator('IBU-A', 'number') },
});

const group = { resource: 'record', enable: true, recordType: locator('productGroup', 'name') };

/** A record of the generic API that is there. */
async function newGroup(ground: Ground): Promise<INodeParameters> {
	const create = { ...group, operation: 'create', fields: '{"name": "Pain"}' };
	return { recordId: String((await ground.output('pharmacy', create)).id) };
}

const count = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	...{ resource: 'cycleCount', operation, enable: true },
	...more,
});

async function requestedCount(ground: Ground): Promise<INodeParameters> {
	const request = count('request', { product: locator('10002', 'code') });
	return { requestId: String((await ground.output('pharmacy', request)).requestId) };
}

async function startedCount(ground: Ground): Promise<INodeParameters> {
	const started = await ground.output('pharmacy', count('start', await requestedCount(ground)));
	return { cycleCountId: String(started.cycleCountId) };
}

async function recordedCount(ground: Ground): Promise<INodeParameters> {
	const started = await startedCount(ground);
	await ground.output('pharmacy', count('record', { ...started, ...goods({ quantity: 388 }) }));
	return started;
}

const NO_COUNTS_ON = ['0.9.0', 'documented'] as const;

/** Operations that change what is there, by the file of their tests: run twice, it is changed once. */
export const CHANGES = {
	writeOff: [
		{
			name: 'Transaction Damage',
			at: 'pharmacy',
			parameters: writeOff('damage', broken, 3),
			other: writeOff('damage', broken, 4),
		},
		{
			name: 'Transaction Expire',
			at: 'pharmacy',
			parameters: writeOff('expire', {}, 50),
			other: writeOff('expire', {}, 40),
		},
		{
			name: 'Transaction Reverse',
			at: 'pharmacy',
			prepare: async (ground) => {
				await ground.output('pharmacy', sale('SOLD', 8));
				ground.sandbox.advance(30_000);
				return {};
			},
			parameters: {
				resource: 'transaction',
				operation: 'reverse',
				original: 'SOLD',
				options: { source: 'TILL1' },
			},
		},
	],
	movementStep: [
		{
			name: 'Stock Movement Send',
			at: 'north',
			notOn: OPEN_SOURCE_ONLY,
			prepare: draftOf7,
			parameters: op('send'),
		},
		{
			name: 'Stock Movement Set Status',
			at: 'north',
			notOn: OPEN_SOURCE_ONLY,
			prepare: draftOf7,
			parameters: op('setStatus', { status: 'requested' }),
			saysDone: /it is requested/,
		},
		{
			name: 'Stock Movement Roll Back',
			at: 'north',
			notOn: OPEN_SOURCE_ONLY,
			prepare: sentFromNorth,
			parameters: op('rollBack', { undo: 'beforeSending' }),
		},
	],
	movementChange: [
		{
			name: 'Stock Movement Update Items',
			at: 'north',
			prepare: draftToChange,
			parameters: op('updateItems'),
		},
		{
			name: 'Stock Movement Delete',
			at: 'north',
			notOn: OPEN_SOURCE_ONLY,
			prepare: draftOf7,
			parameters: op('delete'),
			saysDone: /no stock movement/,
		},
	],
	orderChange: [
		{
			name: 'Purchase Order Place',
			at: 'central',
			notOn: OPEN_SOURCE_ONLY,
			prepare: newOrder,
			parameters: orderOp('place'),
		},
		{
			name: 'Purchase Order Update',
			at: 'central',
			notOn: OPEN_SOURCE_ONLY,
			prepare: newOrder,
			parameters: {
				...orderOp('update'),
				...goods({ productCode: '20001', quantity: 5, unitPrice: 4 }),
			},
		},
		{
			name: 'Purchase Order Roll Back',
			at: 'central',
			notOn: OPEN_SOURCE_ONLY,
			prepare: placedOrder,
			parameters: orderOp('rollBack'),
		},
		{
			name: 'Purchase Order Delete',
			at: 'central',
			notOn: OPEN_SOURCE_ONLY,
			prepare: newOrder,
			parameters: orderOp('delete'),
			saysDone: /no purchase order/,
		},
	],
	cycleCount: [
		{
			name: 'Cycle Count Start',
			at: 'pharmacy',
			notOn: NO_COUNTS_ON,
			prepare: requestedCount,
			parameters: count('start'),
		},
		{
			name: 'Cycle Count Record',
			at: 'pharmacy',
			notOn: NO_COUNTS_ON,
			prepare: startedCount,
			parameters: count('record', goods({ quantity: 388 })),
		},
		{
			name: 'Cycle Count Submit',
			at: 'pharmacy',
			notOn: NO_COUNTS_ON,
			prepare: recordedCount,
			parameters: count('submit', { recountDifferences: false }),
		},
	],
	setting: [
		{
			name: 'Product Update',
			at: 'pharmacy',
			parameters: {
				...{ resource: 'product', operation: 'update', product: locator('20003', 'code') },
				fields: { name: 'Cipro', pricePerUnit: 3 },
			},
		},
		{
			name: 'Location Update',
			at: 'pharmacy',
			parameters: {
				...{ resource: 'location', operation: 'update', location: at('ward') },
				fields: { name: 'Ward One' },
			},
		},
		{ name: 'Lot Recall', at: 'pharmacy', notOn: OPEN_SOURCE_ONLY, parameters: lot('recall') },
		{
			name: 'Lot Release',
			at: 'pharmacy',
			notOn: OPEN_SOURCE_ONLY,
			prepare: async (ground) => {
				await ground.output('pharmacy', lot('recall'));
				return {};
			},
			parameters: lot('release'),
		},
		{
			name: 'Record Update',
			at: 'pharmacy',
			prepare: newGroup,
			parameters: { ...group, operation: 'update', fields: '{"description": "against it"}' },
		},
		{
			name: 'Record Delete',
			at: 'pharmacy',
			prepare: newGroup,
			parameters: { ...group, operation: 'delete' },
			saysDone: /does not have this/,
		},
		{
			name: 'Stock Movement Update',
			at: 'north',
			notOn: OPEN_SOURCE_ONLY,
			prepare: draftOf7,
			parameters: op('update', { fields: { description: 'Weekly' } }),
		},
		{
			name: 'Stock Movement Remove Items',
			at: 'north',
			prepare: async (ground) => {
				const { stockMovement, linesJson } = await draftToChange(ground);
				const [{ id }] = jsonParse<Array<{ id: string }>>(String(linesJson));
				return { stockMovement, lineIds: id };
			},
			parameters: op('removeItems', { remove: 'ids' }),
			saysDone: /no line/i,
		},
	],
	user: [
		{
			name: 'User Create',
			at: 'pharmacy',
			notOn: KINDS.filter((kind) => kind !== 'documented'),
			namedOn: ['documented'],
			parameters: {
				...{ resource: 'user', operation: 'create', username: 'nina' },
				...{ firstName: 'Nina', lastName: 'Nurse', email: 'nina@example.org' },
			},
		},
	],
	transferStep: [
		{
			name: 'Stock Transfer Complete',
			at: 'pharmacy',
			notOn: OPEN_SOURCE_ONLY,
			prepare: async (ground) => {
				const draft = { ...transfer(100), complete: false };
				const { id } = await ground.output('pharmacy', draft);
				return { stockTransfer: locator(String(id)) };
			},
			parameters: { resource: 'stockTransfer', operation: 'complete' },
		},
	],
	putawayStep: [
		{
			name: 'Putaway Complete',
			at: 'central',
			notOn: ['0.9.0', 'documented'],
			prepare: pendingPutaway,
			parameters: { resource: 'putaway', operation: 'complete' },
		},
	],
} satisfies Record<string, readonly ReferencedWrite[]>;
