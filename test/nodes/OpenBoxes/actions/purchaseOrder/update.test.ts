import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from '../../../../hospital/central-depot';
import { ORDER } from '../../../../hospital/purchase-orders';
import type { Kind } from '../../../../sandbox';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const LINE = '00000000a202135001a20213d9890073';
const change = (
	order: string,
	lines: IDataObject[],
	updateFields: IDataObject = {},
): IDataObject => ({
	purchaseOrder: { __rl: true, mode: 'number', value: order },
	linesFrom: 'json',
	linesJson: JSON.stringify(lines),
	updateFields,
});

describe.each<Kind>(['0.9.0', '0.9.8', 'documented'])('a pending order on a %s server', (kind) => {
	it('gets another name, quantity and price, and a new line once', async () => {
		depot = await CentralDepot.start({ kind });
		const lines = [
			{ orderItemId: LINE, quantity: 150, unitPrice: 2.25 },
			{ productCode: '10001', quantity: 4 },
		];
		for (const round of [1, 2]) {
			// The vendor's read names no product codes; there a second run would need the ID.
			const again = round === 2 && kind === 'documented' ? lines.slice(0, 1) : lines;
			const updated = await depot.item(
				'purchaseOrder',
				'update',
				change('PO-3', again, { name: 'Spring' }),
			);
			expect(updated).toMatchObject({ name: 'Spring', status: 'pending' });
			expect((updated.lines as IDataObject[]).map(({ ordered }) => ordered).sort()).toEqual([
				150, 4,
			]);
		}
	});

	it('is not changed any more when it is placed', async () => {
		depot = await CentralDepot.start({ kind });
		const before = JSON.stringify(depot.sandbox.world.store.get('order', ORDER.placed));
		expect(
			await depot.failure(
				'purchaseOrder',
				'update',
				change('PO-1', [{ productCode: '10001', quantity: 1 }], { name: 'X' }),
			),
		).toMatch(/PO-1 was not updated: it is placed .*Only a pending order/);
		expect(JSON.stringify(depot.sandbox.world.store.get('order', ORDER.placed))).toBe(before);
	});
});

it('cancels a line', async () => {
	depot = await CentralDepot.start();
	const updated = await depot.item(
		'purchaseOrder',
		'update',
		change('PO-3', [{ orderItemId: LINE, cancel: true }]),
	);
	expect(updated).toMatchObject({ lines: [{ canceled: true, remaining: 0 }] });
});

it('names a line that the order does not have', async () => {
	depot = await CentralDepot.start();
	expect(
		await depot.failure(
			'purchaseOrder',
			'update',
			change('PO-3', [{ orderItemId: 'nope', quantity: 1 }]),
		),
	).toMatch(/line 1: "nope" is no line of this order/);
});

describe('what the server takes silently for an order', () => {
	/** The server answers as ever, but leaves a field as it was. */
	function forget(domain: string, field: string): void {
		const { store } = depot.sandbox.world;
		const update = store.update.bind(store);
		jest.spyOn(store, 'update').mockImplementation((name, row, changes) => {
			const kept = Object.entries(changes).filter(([key]) => name !== domain || key !== field);
			return update(name, row, Object.fromEntries(kept));
		});
	}
	afterEach(() => jest.restoreAllMocks());

	it.each<[string, string, string, IDataObject[], IDataObject, RegExp]>([
		[
			'a price',
			'orderItem',
			'unitPrice',
			[{ orderItemId: LINE, unitPrice: 7.77 }],
			{},
			/the price of .* is .* instead of 7\.77/,
		],
		['a date', 'order', 'dateOrdered', [], { dateOrdered: '2026-10-05' }, /date/],
		[
			'a description',
			'order',
			'description',
			[],
			{ description: 'For the new ward' },
			/its description was not saved/,
		],
	])('%s that was not saved is told', async (_, domain, field, lines, fields, words) => {
		depot = await CentralDepot.start();
		forget(domain, field);
		const asked = {
			...change('PO-3', lines, fields),
			...(lines.length > 0 ? {} : { linesFrom: 'none' }),
		};
		expect(await depot.failure('purchaseOrder', 'update', asked)).toMatch(words);
		jest.restoreAllMocks();
		await depot.item('purchaseOrder', 'update', asked);
	});
});
