import type { INodeParameters } from 'n8n-workflow';
import type { Ground } from './ground';
import { at, draft, ibuprofen, json, locator, on, sent } from './movements';

type Prepare = (ground: Ground) => Promise<INodeParameters>;

const FROM_CENTRAL = { from: 'central', to: 'north' };
const placed = json([{ productCode: '10001', lot: 'IBU-A', bin: 'Shelf 1', quantity: 1 }]);
const counted = json([{ productCode: '10001', quantity: 5 }]);

async function newOrder({ central, run }: Ground): Promise<INodeParameters> {
	const [order] = await central.output({
		resource: 'purchaseOrder',
		operation: 'create',
		name: 'Monthly order',
		supplier: locator('MedSupply Ltd', 'name'),
		orderNumber: `PO-2026-${run}`,
		...json([{ productCode: '10001', quantity: 10, unitPrice: 2 }]),
	});
	return { purchaseOrder: locator(String(order.id)) };
}

async function placedOrder(ground: Ground): Promise<INodeParameters> {
	const order = await newOrder(ground);
	await ground.central.output({ resource: 'purchaseOrder', operation: 'place', ...order });
	return order;
}

async function newMovement({ central }: Ground): Promise<INodeParameters> {
	const movement = await draft(central, [{ productId: ibuprofen, quantity: 5 }], FROM_CENTRAL);
	return { stockMovement: locator(String(movement.id)) };
}

async function lineOf({ central }: Ground, movement: INodeParameters): Promise<string> {
	const { value } = movement.stockMovement as INodeParameters;
	const [read] = await central.output(on(String(value), 'get'));
	return String((read.lineItems as Array<{ id: string }>)[0].id);
}

async function goodsThatWait({ central, run }: Ground): Promise<INodeParameters> {
	await central.output({
		resource: 'purchaseOrder',
		operation: 'receive',
		purchaseOrder: locator('PO-1', 'number'),
		reference: `DN-${run}`,
		...json([{ productCode: '20001', quantity: 1, lot: `A-${run}`, expirationDate: '2029-01-31' }]),
	});
	// Candidates come from the availability table, which follows after seconds.
	central.sandbox.advance(10_000);
	return json([{ productCode: '20001', lot: `A-${run}`, quantity: 1, bin: 'A-01' }]);
}

async function newPutaway(ground: Ground): Promise<INodeParameters> {
	const goods = await goodsThatWait(ground);
	const [putaway] = await ground.central.output({
		resource: 'putaway',
		operation: 'create',
		reference: `P-${ground.run}`,
		complete: false,
		...goods,
	});
	return { putaway: locator(String(putaway.id)) };
}

async function newRecord({ pharmacy, run }: Ground): Promise<INodeParameters> {
	const category = { resource: 'category', operation: 'create', name: `Old ${run}` };
	const [made] = await pharmacy.output(category);
	return { recordId: String(made.id), fields: JSON.stringify({ name: `New ${run}` }) };
}

async function oldSale({ pharmacy, run }: Ground): Promise<INodeParameters> {
	const [sale] = await pharmacy.output({
		resource: 'transaction',
		operation: 'debit',
		reference: `SOLD-${run}`,
		...json([{ productCode: '10001', quantity: 2 }]),
	});
	pharmacy.sandbox.advance(30_000);
	return {
		what: 'lines',
		original: String(sale.reference),
		...json([{ productCode: '10001', quantity: 1 }]),
	};
}

const MOVED = json([
	{ productCode: '10001', lot: 'IBU-B', fromBin: 'Shelf 1', bin: 'Shelf 2', quantity: 1 },
]);

/** One that waits holds its lot, so it is taken where there is one. */
async function waitingTransfer({ pharmacy, run }: Ground): Promise<INodeParameters> {
	const transfer = { resource: 'stockTransfer', operation: 'getAll', status: 'PENDING' };
	const [waiting] = await pharmacy.output(transfer);
	if (waiting) return { stockTransfer: locator(String(waiting.id)) };
	const create = { ...transfer, operation: 'create', reference: `MOVE-${run}` };
	const [made] = await pharmacy.output({ ...create, ...MOVED });
	return { stockTransfer: locator(String(made.id)) };
}

/** A product can be counted once at a time, so each step of a count has a product of its own. */
async function requestedCount({ pharmacy }: Ground, code: string): Promise<INodeParameters> {
	const request = { resource: 'cycleCount', operation: 'request', product: locator(code, 'code') };
	const [made] = await pharmacy.output(request);
	return { requestId: String(made.requestId) };
}

async function startedCount(ground: Ground, code: string): Promise<INodeParameters> {
	const start = { resource: 'cycleCount', operation: 'start' };
	const [count] = await ground.pharmacy.output({
		...start,
		...(await requestedCount(ground, code)),
	});
	return { cycleCountId: String(count.cycleCountId) };
}

/** Who sells a product, by a code of this run. */
async function newSource({ pharmacy, run }: Ground): Promise<INodeParameters> {
	const product = locator('20002', 'code');
	await pharmacy.output({
		...{ resource: 'product', operation: 'createSupplier', product },
		...{ organization: locator('3'), supplierCode: `CEF-${run}` },
	});
	return { product };
}

export const LOT = { product: locator('40002', 'code'), lot: locator('MSL-1', 'number') };

/** What must be there before an operation can do anything, and where that is. */
export const AT_CENTRAL: Record<string, Prepare> = {
	'purchaseOrder.receive': async (ground) => ({
		...(await placedOrder(ground)),
		...json([
			{ productCode: '10001', quantity: 4, lot: 'N-1', expirationDate: '2029-01-31', bin: 'A-01' },
		]),
	}),
	'purchaseOrder.place': newOrder,
	'purchaseOrder.update': newOrder,
	'purchaseOrder.delete': newOrder,
	'purchaseOrder.get': newOrder,
	'purchaseOrder.getAll': async () => ({}),
	'purchaseOrder.rollBack': placedOrder,
	'putaway.getCandidates': goodsThatWait,
	'putaway.create': goodsThatWait,
	'putaway.get': newPutaway,
	'putaway.complete': newPutaway,
	'stockMovement.get': newMovement,
	'stockMovement.getAll': newMovement,
	'stockMovement.getDocuments': newMovement,
	'stockMovement.delete': newMovement,
	'stockMovement.send': async (ground) => ({ ...(await newMovement(ground)), linesFrom: 'none' }),
	'stockMovement.update': newMovement,
	'stockMovement.addItems': newMovement,
	'stockMovement.create': async () => ({ origin: at('central'), destination: at('north') }),
	'stockMovement.createAndSend': async () => ({ origin: at('central'), destination: at('north') }),
	'stockMovement.setStatus': async (ground) => ({
		...(await newMovement(ground)),
		status: 'picking',
	}),
	'stockMovement.removeItems': async (ground) => {
		const movement = await newMovement(ground);
		return { ...movement, remove: 'ids', lineIds: await lineOf(ground, movement) };
	},
	'stockMovement.updateItems': async (ground) => {
		const movement = await newMovement(ground);
		return { ...movement, ...json([{ id: await lineOf(ground, movement), quantity: 3 }]) };
	},
	'stockMovement.rollBack': async ({ central }) => {
		const movement = await sent(central, [{ productId: ibuprofen, quantity: 5 }], FROM_CENTRAL);
		return { stockMovement: locator(String(movement.id)) };
	},
	'stockMovement.receive': async ({ central }) => {
		const movement = await sent(central, [{ productId: ibuprofen, quantity: 5 }]);
		return { stockMovement: locator(String(movement.id)), ...counted };
	},
};

export const AT_PHARMACY: Record<string, Prepare> = {
	'location.create': async ({ run }) => ({ name: `Depot ${run}` }),
	'category.create': async ({ run }) => ({ name: `Category ${run}` }),
	'bin.create': async ({ run }) => ({ name: `Bin ${run}` }),
	'lot.create': async ({ run }) => ({ lotNumber: `LOT-${run}` }),
	'lot.recall': async ({ pharmacy }) => {
		await pharmacy.output({ resource: 'lot', operation: 'release', isSafe: true, ...LOT });
		return {};
	},
	'lot.release': async ({ pharmacy }) => {
		await pharmacy.output({ resource: 'lot', operation: 'recall', ...LOT });
		return {};
	},
	'record.create': async ({ run }) => ({ fields: JSON.stringify({ name: `Record ${run}` }) }),
	'record.update': newRecord,
	'record.delete': newRecord,
	'user.create': async ({ run }) => ({ username: `a.koroma-${run}` }),
	'transaction.adjust': async () => placed,
	'transaction.damage': async () => placed,
	'transaction.expire': async ({ run }) => ({
		reference: `E-${run}`,
		...json([{ productCode: '10001', lot: 'IBU-X', bin: 'Shelf 2', quantity: 1 }]),
	}),
	'transaction.credit': oldSale,
	'transaction.reverse': oldSale,
	'transaction.get': oldSale,
	'stock.getBelowReorder': async () => ({ product: locator('40002', 'code') }),
	'stock.reconcile': async () => placed,
	'stock.recordCount': async () => json([{ productCode: '10001', lot: 'IBU-A', quantity: 30 }]),
	'stockTransfer.create': async (ground) => {
		// Whatever waits is moved first.
		const complete = { resource: 'stockTransfer', operation: 'complete' };
		await ground.pharmacy.output({ ...complete, ...(await waitingTransfer(ground)) });
		ground.pharmacy.sandbox.advance(60_000);
		return { ...MOVED, complete: true };
	},
	'stockTransfer.get': waitingTransfer,
	'stockTransfer.getAll': waitingTransfer,
	'stockTransfer.complete': waitingTransfer,
	'product.getSuppliers': newSource,
	'product.createSupplier': async ({ run }) => ({ supplierCode: `CEF-${run}` }),
	'product.setPackage': async (ground) => ({
		...(await newSource(ground)),
		productSource: locator(`CEF-${ground.run}`, 'code'),
	}),
	'product.create': async ({ run }) => ({ name: `Product ${run}` }),
	'product.importCsv': async ({ run }) => ({ csv: `Name,Category\nRow ${run},Vaccines` }),
	'cycleCount.start': async (ground) => await requestedCount(ground, '10002'),
	'cycleCount.record': async (ground) => ({
		...(await startedCount(ground, '10003')),
		...json([{ quantity: 1 }]),
	}),
	'cycleCount.submit': async (ground) => {
		const count = await startedCount(ground, '20002');
		const record = { resource: 'cycleCount', operation: 'record', ...count };
		await ground.pharmacy.output({ ...record, ...json([{ quantity: 1 }]) });
		return count;
	},
};
