import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { at, draft, locator, sent } from '../../../hospital/movements';
import { ORDER } from '../../../hospital/purchase-orders';
import { id, type Scene } from '../../../hospital/scene';

/** What the operations work on, at Central Depot. */
interface Records {
	draft: string;
	/** Line of the draft. */
	lineId: string;
	/** A movement that is on its way. */
	shipped: string;
}

/** Operations that take lines, each with a line that it takes. */
interface WithLines {
	/** `resource.operation`. */
	name: string;
	parameters: (records: Records) => IDataObject;
	line: (records: Records) => IDataObject;
	/** What a quantity of 0 means, where it means something. */
	zero?: 'none came' | 'none is there';
	/** Lines that exist are changed, not products named. */
	namesProducts?: false;
	/** Nothing is written; a date tells two lots of one number apart. */
	readsOnly?: true;
}

const box = (): IDataObject => ({ productCode: '10001', quantity: 2 });
const places = { origin: at('central'), destination: at('pharmacy') };
const draftOf = ({ draft: one }: Records): IDataObject => ({ stockMovement: locator(one) });

export const WITH_LINES: WithLines[] = [
	{ name: 'transaction.debit', parameters: () => ({}), line: box },
	{ name: 'transaction.credit', parameters: () => ({ original: 'X-1' }), line: box },
	{ name: 'transaction.adjust', parameters: () => ({ direction: 'up' }), line: box },
	{ name: 'transaction.damage', parameters: () => ({}), line: box },
	{ name: 'transaction.expire', parameters: () => ({}), line: box },
	{
		name: 'purchaseOrder.receive',
		parameters: () => ({ purchaseOrder: locator(ORDER.placed) }),
		line: box,
		zero: 'none came',
	},
	{
		name: 'purchaseOrder.create',
		parameters: () => ({ supplier: at('medsupply'), name: 'Order' }),
		line: box,
	},
	{
		name: 'purchaseOrder.update',
		parameters: () => ({ purchaseOrder: locator(ORDER.pending) }),
		line: box,
	},
	{ name: 'stockMovement.create', parameters: () => places, line: box },
	{ name: 'stockMovement.createAndSend', parameters: () => places, line: box },
	{ name: 'stockMovement.addItems', parameters: draftOf, line: box },
	{
		name: 'stockMovement.updateItems',
		parameters: draftOf,
		line: ({ lineId }) => ({ id: lineId, quantity: 2 }),
		namesProducts: false,
	},
	{ name: 'stockMovement.send', parameters: draftOf, line: box },
	{
		name: 'stockMovement.receive',
		parameters: ({ shipped }) => ({ stockMovement: locator(shipped) }),
		line: box,
		zero: 'none came',
	},
	{
		name: 'putaway.create',
		parameters: () => ({}),
		line: () => ({ ...box(), bin: 'A-01' }),
	},
	{
		name: 'stockTransfer.create',
		parameters: () => ({}),
		line: () => ({ ...box(), bin: 'Shelf 2' }),
	},
	{
		name: 'stock.recordCount',
		parameters: () => ({ enable: true, createLots: true }),
		line: box,
		zero: 'none is there',
	},
	{
		name: 'stock.reconcile',
		parameters: () => ({}),
		line: box,
		zero: 'none is there',
		readsOnly: true,
	},
	{
		name: 'cycleCount.record',
		parameters: () => ({ cycleCountId: id.products['10001'] }),
		line: () => ({ lot: 'IBU-A', quantity: 2 }),
		zero: 'none is there',
		namesProducts: false,
	},
];

/** Makes what the operations work on. */
export async function recordsOf(scene: Scene): Promise<Records> {
	const made = await draft(scene, [{ productCode: '10001', quantity: 5 }]);
	const shipment = await sent(scene, [{ productCode: '10001', quantity: 5 }]);
	const [line] = made.lineItems as IDataObject[];
	return { draft: String(made.id), lineId: String(line.id), shipped: String(shipment.id) };
}

/** Parameters of an operation whose items hold `ref` and `lines`. */
export function parametersOf({ name, parameters }: WithLines, records: Records): INodeParameters {
	const [resource, operation] = name.split('.');
	const lines = { linesFrom: 'json', linesJson: '={{ $json.lines }}' };
	return {
		resource,
		operation,
		reference: '={{ $json.ref }}',
		...lines,
		...parameters(records),
	} as INodeParameters;
}
