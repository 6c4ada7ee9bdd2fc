import type { INodeParameters } from 'n8n-workflow';
import { at, ibuprofen, json, locator, on, op } from '../hospital/movements';
import { id } from '../hospital/scene';
import type { Kind } from '../sandbox';
import type { Ground } from './ground';

/** An operation that writes under a reference. */
export interface ReferencedWrite {
	/** Resource and name, as n8n shows them. */
	name: string;
	/** Location of the credential. */
	at: string;
	/** Kinds of server where it cannot be tried. */
	notOn?: readonly Kind[];
	/** Kinds of server that cannot take a surplus one back: there it must be named, and never told as done. */
	namedOn?: readonly Kind[];
	/** What must be there before. @returns the parameters that depend on it */
	prepare?: (ground: Ground) => Promise<INodeParameters>;
	parameters: INodeParameters;
	/** The same reference for something else; left out where the reference is all there is. */
	other?: INodeParameters;
	/** What a run says that finds it done: an error where there is nothing left to look at. */
	saysDone?: RegExp;
}

export const goods = (...lines: object[]): INodeParameters => ({ ...json(lines) });

export const sale = (reference: string, quantity: number): INodeParameters => ({
	resource: 'transaction',
	operation: 'debit',
	reference,
	...goods({ productCode: '10001', lot: 'IBU-A', quantity }),
	options: { source: 'TILL1' },
});

const giveBack = (quantity: number): INodeParameters => ({
	resource: 'transaction',
	operation: 'credit',
	original: 'SOLD',
	reference: 'BACK-1',
	what: 'lines',
	...goods({ productCode: '10001', quantity }),
	options: { source: 'TILL1' },
});

const adjustment = (quantity: number): INodeParameters => ({
	resource: 'transaction',
	operation: 'adjust',
	direction: 'down',
	reason: 'RECOUNTED',
	reference: 'SLIP-1',
	...goods({ productCode: '10001', lot: 'IBU-B', bin: 'Shelf 1', quantity }),
});

const shelfCount = (quantity: number): INodeParameters => ({
	...{ resource: 'stock', operation: 'recordCount', enable: true, reference: 'SHEET-1' },
	...goods({ productCode: '10001', lot: 'IBU-A', quantity }),
});

const movement = (operation: string, quantity: number): INodeParameters =>
	op(operation, {
		destination: at('central'),
		...goods({ productId: ibuprofen, quantity }),
		options: { reference: 'REQ-1' },
	});

const arrival = (quantity: number): INodeParameters =>
	op('receive', {
		...goods({ productId: ibuprofen, quantity, bin: 'A-01' }),
		options: { reference: 'DN-7' },
	});

/** A movement from another depot that is on its way to this one. */
export async function sentFromNorth(ground: Ground): Promise<INodeParameters> {
	const made = await ground.output(
		'central',
		op('create', {
			origin: at('north'),
			destination: at('central'),
			...goods({ productId: ibuprofen, quantity: 100 }),
		}),
	);
	await ground.output('central', on(made, 'send'));
	return { stockMovement: locator(String(made.id)) };
}

export const order = (unitPrice: number): INodeParameters => ({
	resource: 'purchaseOrder',
	operation: 'create',
	name: 'Monthly',
	supplier: locator('MedSupply Ltd', 'name'),
	orderNumber: 'ERP-1',
	...goods({ productCode: '10001', quantity: 10, unitPrice }),
});

const delivery = (quantity: number): INodeParameters => ({
	resource: 'purchaseOrder',
	operation: 'receive',
	purchaseOrder: locator('PO-1', 'number'),
	reference: 'DN-4711',
	...goods(
		{
			productCode: '10001',
			quantity: 10,
			lot: 'IBU-N',
			expirationDate: '2029-06-30',
			bin: 'A-01',
		},
		{ productCode: '20001', quantity, lot: 'AMX-1', bin: 'A-02' },
	),
});

const putaway = (quantity: number): INodeParameters => ({
	resource: 'putaway',
	operation: 'create',
	reference: 'PUT-1',
	complete: true,
	...goods({ productCode: '20001', quantity, bin: 'A-01' }),
});

/** Goods of a supplier that wait in a receiving bin. */
export async function goodsThatWait(ground: Ground): Promise<INodeParameters> {
	await ground.output('central', {
		resource: 'purchaseOrder',
		operation: 'receive',
		purchaseOrder: locator('PO-1', 'number'),
		reference: 'DN-1',
		...goods({ productCode: '20001', quantity: 500, lot: 'AMX-P', expirationDate: '2029-01-31' }),
	});
	// Candidates come from the availability table, which follows after seconds.
	ground.sandbox.advance(10_000);
	return {};
}

export const transfer = (quantity: number): INodeParameters => ({
	resource: 'stockTransfer',
	operation: 'create',
	reference: 'MOVE-1',
	complete: true,
	...goods({ productCode: '10001', lot: 'IBU-B', fromBin: 'Shelf 1', bin: 'Shelf 2', quantity }),
});

const newProduct = (name: string): INodeParameters => ({
	resource: 'product',
	operation: 'create',
	name,
	productCode: 'ZN-20',
	category: locator(id.categories.Supplies),
	options: { upc: '4000000000024', pricePerUnit: 0.2 },
});

const gloves = locator('30001', 'code');

const newSource = (name: string): INodeParameters => ({
	...{ resource: 'product', operation: 'createSupplier', product: gloves },
	...{ organization: locator('3'), supplierCode: 'GLV-50', options: { name } },
});

const newLot = (expirationDate: string): INodeParameters => ({
	resource: 'lot',
	operation: 'create',
	product: locator('10001', 'code'),
	lotNumber: 'LOT-1',
	expirationDate,
});

const newPlace = (resource: string, type: string): INodeParameters => ({
	resource,
	operation: 'create',
	name: 'New Place',
	locationType: locator(type, 'name'),
	options: { locationType: locator(type, 'name') },
});

/** Every operation that makes something once, by the file of its tests. */
const newRecord = (description: string): INodeParameters => ({
	resource: 'record',
	operation: 'create',
	recordType: locator('productGroup', 'name'),
	fields: JSON.stringify({ name: 'Pain', description }),
	enable: true,
});

/** Every operation that writes under a reference, by its resource. */
export const WRITES = {
	transaction: [
		{
			name: 'Transaction Debit',
			at: 'pharmacy',
			parameters: sale('SALE-1', 3),
			other: sale('SALE-1', 4),
		},
		{
			name: 'Transaction Credit',
			at: 'pharmacy',
			prepare: async (ground) => {
				await ground.output('pharmacy', sale('SOLD', 8));
				ground.sandbox.advance(30_000);
				return {};
			},
			parameters: giveBack(3),
			other: giveBack(2),
		},
		{ name: 'Transaction Adjust', at: 'pharmacy', parameters: adjustment(7), other: adjustment(6) },
	],
	movement: [
		{
			name: 'Stock Movement Create',
			at: 'north',
			namedOn: ['documented'],
			parameters: movement('create', 7),
			other: movement('create', 8),
		},
		{
			name: 'Stock Movement Create and Send',
			at: 'north',
			notOn: ['documented'],
			parameters: movement('createAndSend', 7),
			other: movement('createAndSend', 8),
		},
		{
			name: 'Stock Movement Receive',
			at: 'central',
			notOn: ['documented'],
			prepare: sentFromNorth,
			parameters: arrival(40),
			other: arrival(30),
		},
	],
	order: [
		{
			name: 'Purchase Order Create',
			at: 'central',
			namedOn: ['documented'],
			parameters: order(2),
			other: order(3),
		},
	],
	delivery: [
		{
			name: 'Purchase Order Receive',
			at: 'central',
			parameters: delivery(120),
			other: delivery(110),
		},
	],
	putaway: [
		{
			name: 'Putaway Create',
			at: 'central',
			// On 0.9.0 every received line needs a bin, so nothing waits; the documented kind has no putaways.
			notOn: ['0.9.0', 'documented'],
			prepare: goodsThatWait,
			parameters: putaway(200),
			other: putaway(100),
		},
	],
	stock: [
		{
			name: 'Stock Set Level',
			at: 'pharmacy',
			parameters: {
				resource: 'stock',
				operation: 'setLevel',
				product: locator('30004', 'code'),
				levels: { reorderPoint: 40, maximumQuantity: 100 },
			},
		},
		{
			name: 'Stock Record Count',
			at: 'pharmacy',
			parameters: shelfCount(31),
			other: shelfCount(32),
		},
		{
			name: 'Cycle Count Request',
			at: 'pharmacy',
			// Cycle counts came with 0.9.4.
			notOn: ['0.9.0', 'documented'],
			parameters: {
				...{ resource: 'cycleCount', operation: 'request' },
				product: locator('10002', 'code'),
			},
		},
	],
	transfer: [
		{
			name: 'Stock Transfer Create',
			at: 'pharmacy',
			notOn: ['documented'],
			parameters: transfer(100),
			other: transfer(90),
		},
	],
	product: [
		{
			name: 'Product Create',
			at: 'pharmacy',
			namedOn: ['documented'],
			parameters: newProduct('Zinc 20mg tablet'),
			other: newProduct('Zinc 10mg tablet'),
		},
		{
			name: 'Product Import CSV',
			at: 'pharmacy',
			namedOn: ['documented'],
			parameters: {
				...{ resource: 'product', operation: 'importCsv', enable: true, csvFrom: 'text' },
				csv: 'Code,Name,Category,Price\nZN-20,Zinc,Supplies,0.2\n20003,Cipro,,3\nZN-30,Zinc 30,Supplies,\n',
			},
		},
	],
	source: [
		{
			name: 'Product Create Supplier',
			at: 'pharmacy',
			// Product sources came with 0.9.1.
			notOn: ['0.9.0', 'documented'],
			parameters: newSource('Gloves, box'),
			other: newSource('Gloves, case'),
		},
		{
			name: 'Product Set Package',
			at: 'pharmacy',
			notOn: ['0.9.0', 'documented'],
			prepare: async (ground) => {
				const { id: source } = await ground.output('pharmacy', newSource('Gloves, box'));
				return { productSource: locator(String(source)) };
			},
			parameters: {
				...{ resource: 'product', operation: 'setPackage', product: gloves },
				...{ unit: locator('CS', 'code'), quantityPerPackage: 50 },
				options: { packagePrice: 60, minOrderQuantity: 2 },
			},
		},
	],
	lot: [
		{
			name: 'Lot Create',
			at: 'pharmacy',
			parameters: newLot('2030-06-30'),
			other: newLot('2031-06-30'),
		},
	],
	category: [
		{
			name: 'Category Create',
			at: 'pharmacy',
			notOn: ['documented'],
			parameters: {
				resource: 'category',
				operation: 'create',
				name: 'Antivirals',
				parent: locator(id.categories.Antibiotics),
			},
		},
	],
	record: [
		{
			name: 'Record Create',
			at: 'pharmacy',
			parameters: newRecord('against it'),
			other: newRecord('in the back'),
		},
	],
	place: [
		{
			name: 'Location Create',
			at: 'pharmacy',
			// Nothing can be taken back there: its documents name no call that deletes a location.
			notOn: ['documented'],
			parameters: newPlace('location', 'Ward'),
			other: newPlace('location', 'Dispensary'),
		},
		{
			name: 'Bin Create',
			at: 'pharmacy',
			notOn: ['documented'],
			parameters: newPlace('bin', 'Bin Location'),
			other: newPlace('bin', 'Zone'),
		},
	],
} satisfies Record<string, readonly ReferencedWrite[]>;
