import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { at, draft, json, locator, on, op } from '../../../hospital/movements';
import { ORDER } from '../../../hospital/purchase-orders';
import { Scene } from '../../../hospital/scene';
import type { Freedom, Meaning } from './said-otherwise';

/** An operation with lines, tried with random ones through the whole node. */
export interface Trial {
	/** `resource.operation`, as in the table of operations with lines. */
	name: string;
	/** Location of the credential. */
	at: string;
	/** What must be there before. @returns the parameters that depend on it */
	prepare?: (scene: Scene) => Promise<INodeParameters>;
	parameters: object;
	line: fc.Arbitrary<Meaning>;
	/** Lines of the only item, where they must go together. */
	together?: fc.Arbitrary<Meaning[]>;
	/** Most items of a run; each is a document of its own under its own reference. */
	items: number;
	/** Lines of one item that names no bin and one lot at most, so that a run can be cut in two. */
	nested?: fc.Arbitrary<Meaning>;
	freedom?: Partial<Freedom>;
}

const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const line = (
	needed: Record<string, fc.Arbitrary<unknown>>,
	may: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<Meaning> =>
	fc.record({ ...needed, ...may }, { requiredKeys: Object.keys(needed) }) as fc.Arbitrary<Meaning>;

const IBU = fc.constant('10001');
const anyLot = fc.constantFrom('IBU-A', 'IBU-B');
const newLot = fc.constantFrom(
	{ lot: 'NEW-A', expirationDate: '2029-01-31' },
	{ lot: 'NEW-B', expirationDate: '2030-06-30' },
);
const shelf = fc.constantFrom('Shelf 1', 'Shelf 2');
const bay = fc.constantFrom('A-01', 'A-02', 'B-01');
const REF = '={{ $json.ref }}';
const posting = (operation: string, more: object = {}): object => ({
	resource: 'transaction',
	operation,
	reference: REF,
	...more,
});
const withNewLot = (all: fc.Arbitrary<Meaning>): fc.Arbitrary<Meaning> =>
	fc.tuple(all, newLot).map(([one, lot]) => ({ ...one, ...lot }));

/** A place that is known: what names lot and bin says exactly what is taken. */
const named = fc.oneof(
	line({ code: IBU, quantity: upTo(30), lot: fc.constant('IBU-A'), bin: fc.constant('Shelf 1') }),
	line({ code: IBU, quantity: upTo(90), lot: fc.constant('IBU-B'), bin: shelf }),
	line({ code: fc.constant('10003'), quantity: upTo(8) }),
);

const SOLD = [
	{ productCode: '10001', quantity: 90 },
	{ productCode: '20001', quantity: 40 },
];

async function sold(scene: Scene): Promise<INodeParameters> {
	const sale = { ...posting('debit', { reference: 'SOLD' }), ...json(SOLD) };
	await scene.output(sale as INodeParameters);
	scene.sandbox.advance(30_000);
	return {};
}

const GOODS = [
	{ productCode: '10001', quantity: 30, lot: 'IBU-A' },
	{ productCode: '10001', quantity: 50, lot: 'IBU-B' },
	{ productCode: '20001', quantity: 80 },
];

/** Goods of the pharmacy on their way to Central Depot, which receives in parts. */
async function onTheirWay(scene: Scene): Promise<INodeParameters> {
	const pharmacy = await Scene.apart(scene, 'pharmacy');
	const [sent] = await pharmacy.output(
		op('createAndSend', { origin: at('pharmacy'), destination: at('central'), ...json(GOODS) }),
	);
	scene.sandbox.advance(30_000);
	return { stockMovement: locator(String(sent.id)) };
}

const drafted =
	(lines: object[], from = 'central', to = 'pharmacy') =>
	async (scene: Scene): Promise<INodeParameters> => {
		const made = await draft(scene, lines, { from, to });
		return { stockMovement: on(made, 'send').stockMovement as INodeParameters };
	};

async function goodsThatWait(scene: Scene): Promise<INodeParameters> {
	await scene.output({
		resource: 'purchaseOrder',
		operation: 'receive',
		purchaseOrder: locator('PO-1', 'number'),
		reference: 'DN-1',
		...json([
			{ productCode: '20001', quantity: 400, lot: 'AMX-P', expirationDate: '2029-01-31' },
			{ productCode: '10001', quantity: 200, lot: 'IBU-P', expirationDate: '2029-06-30' },
		]),
	});
	// Candidates come from the availability table, which follows after seconds.
	scene.sandbox.advance(10_000);
	return {};
}

const toSend = line(
	{
		code: fc.constantFrom('10001', '20001'),
		quantity: fc.oneof({ weight: 3, arbitrary: upTo(60) }, { weight: 1, arbitrary: upTo(1500) }),
	},
	{ lot: fc.constantFrom('IBU-A', 'IBU-C') },
).map((one) => (one.code === '20001' ? { ...one, lot: undefined } : one));

/** Lines of so many units in all, each with a lot and a bin or without. */
function inAll(units: number): fc.Arbitrary<Meaning[]> {
	const [lot, second] = ['IBU-B', 'Shelf 2'];
	const place = fc.constantFrom(
		{},
		{ lot },
		{ bin: 'Shelf 1' },
		{ bin: second },
		{ lot, bin: 'Shelf 1' },
		{ lot, bin: second },
		{ lot: 'IBU-A' },
	);
	const cuts = fc.uniqueArray(fc.integer({ min: 1, max: units - 1 }), { maxLength: 3 });
	return fc.tuple(cuts, fc.array(place, { minLength: 4, maxLength: 4 })).map(([at, places]) => {
		const ends = [...at.sort((a, b) => a - b), units];
		return ends.map((end, index) => ({
			code: '10001',
			quantity: end - (ends[index - 1] ?? 0),
			...places[index],
		}));
	});
}

const movement = (operation: string): object =>
	op(operation, { origin: at('central'), destination: at('pharmacy') });

export const TRIALS: Trial[] = [
	{
		name: 'transaction.debit',
		at: 'pharmacy',
		parameters: posting('debit'),
		line: line({ code: IBU, quantity: upTo(150) }, { lot: anyLot, bin: shelf }),
		nested: line({ code: IBU, quantity: upTo(90) }, { lot: anyLot }),
		items: 3,
	},
	{
		name: 'transaction.credit',
		at: 'pharmacy',
		prepare: sold,
		parameters: posting('credit', { original: 'SOLD', what: 'lines' }),
		line: line({ code: fc.constantFrom('10001', '20001'), quantity: upTo(30) }),
		nested: line({ code: IBU, quantity: upTo(25) }, { lot: anyLot }),
		items: 3,
	},
	{
		name: 'transaction.adjust',
		at: 'pharmacy',
		parameters: posting('adjust', { direction: 'up', reason: 'FOUND', createLots: true }),
		line: fc.oneof(
			withNewLot(line({ code: IBU, quantity: upTo(90) }, { bin: shelf })),
			line({ code: IBU, quantity: upTo(90), lot: anyLot, bin: shelf }),
		),
		items: 3,
	},
	{
		name: 'transaction.damage',
		at: 'pharmacy',
		parameters: posting('damage'),
		line: named,
		items: 3,
	},
	{
		name: 'transaction.expire',
		at: 'pharmacy',
		parameters: posting('expire'),
		line: line({ code: IBU, quantity: upTo(30) }, { lot: fc.constant('IBU-X') }),
		items: 3,
	},
	{
		name: 'purchaseOrder.receive',
		at: 'central',
		parameters: {
			resource: 'purchaseOrder',
			operation: 'receive',
			purchaseOrder: locator('PO-1', 'number'),
			reference: REF,
		},
		line: withNewLot(
			line({ code: fc.constantFrom('10001', '20001'), quantity: upTo(120) }, { bin: bay }),
		),
		items: 2,
	},
	{
		name: 'purchaseOrder.create',
		at: 'central',
		parameters: {
			resource: 'purchaseOrder',
			operation: 'create',
			name: REF,
			supplier: at('medsupply'),
			orderNumber: REF,
		},
		line: line({ code: fc.constantFrom('10001', '10002', '20001'), quantity: upTo(500) }),
		items: 2,
		freedom: { packages: false },
	},
	{
		name: 'purchaseOrder.update',
		at: 'central',
		parameters: {
			resource: 'purchaseOrder',
			operation: 'update',
			purchaseOrder: locator(ORDER.pending),
		},
		line: line({ code: fc.constantFrom('10001', '10002', '20001'), quantity: upTo(500) }),
		items: 1,
		freedom: { packages: false },
	},
	{
		name: 'stockMovement.create',
		at: 'central',
		parameters: movement('create'),
		line: line({ code: fc.constantFrom('10001', '10002', '20001'), quantity: upTo(500) }),
		items: 2,
	},
	{
		name: 'stockMovement.createAndSend',
		at: 'central',
		parameters: movement('createAndSend'),
		line: toSend,
		items: 1,
	},
	{
		name: 'stockMovement.addItems',
		at: 'central',
		prepare: drafted([{ productCode: '10001', quantity: 5 }]),
		parameters: op('addItems'),
		line: line({ code: fc.constantFrom('10001', '10002', '20001'), quantity: upTo(500) }),
		items: 2,
	},
	{
		name: 'stockMovement.send',
		at: 'pharmacy',
		prepare: drafted([{ productCode: '10001', quantity: 65 }], 'pharmacy', 'ward'),
		parameters: op('send'),
		line: line({ code: IBU, quantity: upTo(80) }, { lot: anyLot, bin: shelf }),
		together: inAll(65),
		items: 1,
	},
	{
		name: 'stockMovement.receive',
		at: 'central',
		prepare: onTheirWay,
		parameters: op('receive', { options: { reference: REF } }),
		// Without a bin the server decides: none by the first receipt, the receiving bin by later ones
		// (orders-and-receiving.md#receiving-bin).
		line: line(
			{ code: fc.constantFrom('10001', '20001'), quantity: upTo(16), bin: bay },
			{ shippedLot: anyLot },
		).map((one) => (one.code === '20001' ? { ...one, shippedLot: undefined } : one)),
		// What names no lot of two fills up the one that is open: the delivery that comes first has the choice.
		nested: line({ code: IBU, quantity: upTo(16), bin: bay, shippedLot: anyLot }),
		items: 2,
	},
	{
		name: 'putaway.create',
		at: 'central',
		prepare: goodsThatWait,
		parameters: { resource: 'putaway', operation: 'create', reference: REF, complete: true },
		line: line({ code: fc.constantFrom('10001', '20001'), quantity: upTo(90), bin: bay }),
		items: 2,
	},
	{
		name: 'stockTransfer.create',
		at: 'pharmacy',
		parameters: { resource: 'stockTransfer', operation: 'create', reference: REF, complete: true },
		line: line({
			code: IBU,
			quantity: upTo(40),
			lot: fc.constant('IBU-B'),
			fromBin: fc.constant('Shelf 1'),
			bin: fc.constant('Shelf 2'),
		}),
		items: 2,
	},
	{
		name: 'stock.recordCount',
		at: 'pharmacy',
		parameters: { resource: 'stock', operation: 'recordCount', enable: true, reference: REF },
		line: line({ code: IBU, quantity: upTo(90), lot: anyLot, bin: shelf }),
		items: 1,
	},
];
