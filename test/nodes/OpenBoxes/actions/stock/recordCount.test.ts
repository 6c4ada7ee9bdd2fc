import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { json, locator } from '../../../../hospital/movements';
import { changes, KINDS, Scene } from '../../../../hospital/scene';

const count = (lines: object[], more: INodeParameters = {}): INodeParameters => ({
	...{ resource: 'stock', operation: 'recordCount', enable: true, reference: 'SHEET-1' },
	...json(lines),
	...more,
});
const sheet = [
	{ productCode: '10001', lot: 'IBU-A', quantity: 38 },
	{ productCode: '10002', quantity: 390 },
];
const sale = (reference: string, quantity: number): INodeParameters => ({
	...{ resource: 'transaction', operation: 'debit', reference },
	...json([{ productCode: '10001', lot: 'IBU-A', quantity }]),
});

describe.each(KINDS)('a count on %s', (kind) => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
		before = scene.stock();
	});
	afterEach(async () => await scene.close());

	const changed = (): Record<string, number> => changes(before, scene.stock());

	it('corrects what was counted and leaves what the list does not name', async () => {
		const [done] = await scene.output(count(sheet));
		expect(done).toMatchObject({ status: 'posted', reference: 'SHEET-1', warnings: [] });
		expect(done.lines).toEqual([
			{
				...{ productCode: '10001', lotNumber: 'IBU-A', binLocation: 'Shelf 1' },
				...{ counted: 38, stockBefore: 40, difference: -2 },
			},
			expect.objectContaining({ productCode: '10002', counted: 390, difference: 0 }),
		]);
		expect(changed()).toEqual({ '10001 IBU-A Shelf 1': -2 });
	});

	it('is recorded once, also when stock moved since, and stands for one content', async () => {
		const [first] = await scene.output(count(sheet));
		await scene.output(sale('R-1', 5));
		scene.sandbox.advance(40_000);
		const [again] = await scene.output(count([...sheet].reverse()));
		expect(again).toMatchObject({ status: 'alreadyPosted', transactionId: first.transactionId });
		expect(changed()).toEqual({ '10001 IBU-A Shelf 1': -7 });
		const other = count([{ ...sheet[0], quantity: 37 }, sheet[1]]);
		expect(await scene.failure(other)).toContain('other content');
		expect(changed()).toEqual({ '10001 IBU-A Shelf 1': -7 });
	});

	it('takes the reference also when nothing differs', async () => {
		const same = [{ productCode: '10001', lot: 'IBU-A', quantity: 40 }];
		await scene.output(count(same));
		await scene.output(sale('R-1', 5));
		scene.sandbox.advance(40_000);
		expect(await scene.output(count(same))).toMatchObject([{ status: 'alreadyPosted' }]);
		expect(changed()).toEqual({ '10001 IBU-A Shelf 1': -5 });
	});

	it('empties what is not listed only when asked to, and no other product', async () => {
		const [done] = await scene.output(count([sheet[0]], { zeroUnlisted: true }));
		expect((done.lines as IDataObject[]).map(({ counted }) => counted)).toContain(0);
		expect(Object.values(scene.stock()).reduce((sum, quantity) => sum + quantity, 0)).toBe(
			Object.values(before).reduce((sum, quantity) => sum + quantity, 0) - 2 - 560 - 70,
		);
		expect(Object.keys(changed()).every((place) => place.startsWith('10001 '))).toBe(true);
	});

	it('of 0 empties the lot that it names', async () => {
		await scene.output(count([{ productCode: '10001', lot: 'IBU-X', quantity: 0 }]));
		expect(Object.values(changed())).toEqual([-70]);
	});

	it('is refused until a person enabled it, without lines, and when it is not clear which lot', async () => {
		expect(await scene.failure(count(sheet, { enable: false }))).toContain('"Enable"');
		expect(await scene.failure(count([]))).toContain('there is no line');
		expect(await scene.failure(count(sheet, { reference: '={{ null }}' }))).toMatch(/reference/i);
		const anyLot = [{ productCode: '10001', quantity: 40 }];
		expect(await scene.failure(count(anyLot))).toContain('say which lot');
		const noLot = [{ productCode: '10001', lot: 'NOPE', quantity: 40 }];
		expect(await scene.failure(count(noLot))).toContain('NOPE');
		expect(await scene.failure(count([{ productCode: 'nope', quantity: 1 }]))).toContain('nope');
		expect(changed()).toEqual({});
	});

	it('only says what it would do in a dry run', async () => {
		const [dry] = await scene.output(count(sheet, { dryRun: true }));
		expect(dry).toMatchObject({ status: 'dryRun', transactionId: null });
		expect(dry.lines).toMatchObject([{ difference: -2 }, { difference: 0 }]);
		expect(changed()).toEqual({});
	});

	it('counts a new lot when asked to', async () => {
		const lines = [
			{
				productCode: '10001',
				lot: 'IBU-N',
				expirationDate: '2030-06-30',
				bin: 'Shelf 1',
				quantity: 9,
			},
		];
		await scene.output(count(lines, { createLots: true }));
		expect(changed()).toEqual({ '10001 IBU-N Shelf 1': 9 });
	});

	it('right after the sale of another n8n is compared with what is left, not with an old figure', async () => {
		const other = await Scene.apart(scene);
		await other.output(sale('R-1', 5));
		const [done] = await scene.output(count([{ ...sheet[0], quantity: 35 }]));
		expect(done.lines).toMatchObject([{ stockBefore: 35, difference: 0 }]);
		expect(changed()).toEqual({ '10001 IBU-A Shelf 1': -5 });
	});
});

it('a lot that another n8n received a moment ago is set to what was counted, not to more', async () => {
	const scene = await Scene.open({ at: 'central' });
	try {
		const lot = { productCode: '10001', lot: 'NEW-1', bin: 'A-01' };
		const other = await Scene.apart(scene, 'central');
		await other.output({
			...{ resource: 'purchaseOrder', operation: 'receive', reference: 'DN-1' },
			purchaseOrder: locator('PO-1', 'number'),
			...json([{ ...lot, quantity: 4, expirationDate: '2029-01-31' }]),
		});
		await scene.output(count([{ ...lot, quantity: 5 }]));
		expect(scene.stock()).toMatchObject({ '10001 NEW-1 A-01': 5 });
	} finally {
		await scene.close();
	}
});
