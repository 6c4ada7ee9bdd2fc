import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Engine } from '../engine/engine';
import { runNode, type NodeRun } from '../engine/run';
import { CuttingProxy } from '../hospital/cutting-proxy';
import { tillCredential } from '../hospital/hospital';
import { id } from '../hospital/scene';
import { startSandbox, type Kind, type Sandbox } from '../sandbox';
import { shipmentStatus } from '../sandbox/shipments/events';

/** Documents of which a write makes neither more nor less than it says. */
const DOCUMENTS = [
	'requisition',
	'requisitionItem',
	'shipment',
	'shipmentItem',
	'category',
	'inventoryLevel',
	'inventoryItem',
	'productGroup',
	'product',
	'cycleCountRequest',
	'cycleCount',
	'productSupplier',
	'productPackage',
] as const;

/** Values that an operation sets, by the kind of their record. */
const VALUES = [
	['product', 'name', 'pricePerUnit', 'active'],
	['inventoryItem', 'product', 'lotNumber', 'lotStatus'],
	['productGroup', 'name', 'description'],
	['requisition', 'description'],
	['cycleCount', 'status'],
	['cycleCountItem', 'product', 'countIndex', 'quantityCounted', 'status'],
	['user', 'username'],
	['productSupplier', 'name', 'supplierCode', 'minOrderQuantity'],
	['productPackage', 'uom', 'quantity'],
	['productPrice', 'price'],
] as const;

const BINS = new Set(['', ...Object.values(id.bins)]);

/** What the server holds: documents by their kind, units by place, product, lot and bin. */
export type Truth = Record<string, number>;

function count(truth: Truth, key: string, units = 1): void {
	truth[key] = (truth[key] ?? 0) + units;
}

/**
 * As an n8n in a process of its own, new for each run: what the node remembers is kept by the address of the server,
 * and each of these has an address that nobody used before.
 */
export class LoneProcess {
	private constructor(
		readonly line: CuttingProxy,
		private readonly engine: Engine,
	) {}

	static async start(sandbox: Sandbox, at: string): Promise<LoneProcess> {
		const line = await CuttingProxy.start(sandbox.url);
		const credentials = tillCredential(line.url, { location: id.locations[at] });
		return new LoneProcess(line, await Engine.start({ credentials }));
	}

	async run(
		parameters: INodeParameters,
		signal?: AbortSignal,
		items?: IDataObject[],
		continueOnFail?: boolean,
	): Promise<NodeRun> {
		const type = 'openBoxes';
		return await runNode(this.engine, { type, parameters, signal, items, continueOnFail });
	}
}

/** A server, and as many n8n as a case needs. */
export class Ground {
	private processes: LoneProcess[] = [];

	private constructor(
		readonly sandbox: Sandbox,
		private readonly kind: Kind,
	) {}

	static async open(kind: Kind): Promise<Ground> {
		return new Ground(await startSandbox({ kind }), kind);
	}

	/** The state of the seed, each write alone, all lines whole. */
	async reset(): Promise<void> {
		this.sandbox.overlap.releaseAll();
		this.sandbox.overlap.set();
		this.sandbox.reset({ kind: this.kind });
		await this.leaveProcesses();
	}

	async process(at: string): Promise<LoneProcess> {
		const process = await LoneProcess.start(this.sandbox, at);
		this.processes.push(process);
		return process;
	}

	/** Output of a run in a process of its own that must succeed. */
	async output(at: string, parameters: INodeParameters): Promise<IDataObject> {
		const { error, output } = await (await this.process(at)).run(parameters);
		if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
		return output[0].json;
	}

	truth(): Truth {
		const { store } = this.sandbox.world;
		const truth: Truth = {};
		for (const kind of DOCUMENTS) truth[kind] = store.table(kind).all().length;
		// The server makes bins for receiving by itself.
		const places = store.table('location').all();
		truth.location = places.filter(({ name }) => !/^R-|^Receiving /.test(String(name))).length;
		// A putaway cannot be deleted; one that must not be is cancelled, and what it moved is taken back.
		for (const [kind, ...values] of VALUES)
			for (const row of store.table(kind).all())
				count(truth, `${kind} ${values.map((value) => String(row[value])).join(' ')}`);
		const orders = store
			.table('order')
			.all()
			.filter(({ status }) => status !== 'CANCELED');
		truth.order = orders.length;
		for (const { status } of orders) count(truth, `order ${status}`);
		for (const { status } of store.table('requisition').all())
			count(truth, `requisition ${status}`);
		for (const row of store.table('shipment').all())
			count(truth, `shipment ${shipmentStatus(this.sandbox.world, row)}`);
		for (const { quantity, product } of store.table('requisitionItem').all())
			count(truth, `asked for ${product}`, Number(quantity));
		// So is a line of a purchase order that came twice.
		truth.orderItem = orders
			.flatMap(({ id: of }) => store.table('orderItem').by('order', of))
			.filter(({ orderItemStatusCode }) => orderItemStatusCode !== 'CANCELED').length;
		// A draft of a receipt cannot be deleted; one that must not be booked is completed with 0 of each line.
		const received = store.table('receiptItem').all();
		const booked = received.filter(({ quantityReceived }) => Number(quantityReceived) !== 0);
		const moved = store
			.table('transactionEntry')
			.all()
			.filter((row) => row.quantity !== 0);
		truth.receiptItem = booked.length;
		truth.receipt = new Set(booked.map(({ receipt }) => receipt)).size;
		truth.transactionEntry = moved.length;
		truth.transaction = new Set(moved.map(({ transaction }) => transaction)).size;
		for (const row of this.sandbox.state().stock) {
			// The bin that the server makes for receiving has another id each time.
			const bin = BINS.has(row.binLocation ?? '') ? row.binLocation : 'receiving';
			const key = [row.location, row.productCode, row.lotNumber, bin].join(' ');
			if (row.quantity !== 0) truth[key] = (truth[key] ?? 0) + row.quantity;
		}
		return truth;
	}

	async close(): Promise<void> {
		this.sandbox.overlap.releaseAll();
		await this.leaveProcesses();
		await this.sandbox.close();
	}

	private async leaveProcesses(): Promise<void> {
		for (const { line } of this.processes.splice(0)) await line.close();
	}
}
