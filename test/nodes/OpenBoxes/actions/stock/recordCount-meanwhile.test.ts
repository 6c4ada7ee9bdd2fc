import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { json, locator } from '../../../../hospital/movements';
import { changes, KINDS, Scene } from '../../../../hospital/scene';

const count = (
	reference: string,
	lines: object[],
	more: INodeParameters = {},
): INodeParameters => ({
	...{ resource: 'stock', operation: 'recordCount', enable: true, reference },
	...json(lines),
	...more,
});
const delivery = (line: object): INodeParameters => ({
	...{ resource: 'purchaseOrder', operation: 'receive', reference: 'DN-1' },
	purchaseOrder: locator('PO-1', 'number'),
	...json([{ productCode: '10001', expirationDate: '2029-01-31', bin: 'A-01', ...line }]),
});

describe.each(KINDS)('a count that empties what is not listed on %s', (kind) => {
	let scene: Scene;
	let other: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'central' });
		other = await Scene.apart(scene, 'central');
	});
	afterEach(async () => await scene.close());

	const listed = { productCode: '10001', lot: 'OLD-1', bin: 'A-01' };

	it('leaves what another n8n received a moment ago, and says so', async () => {
		await scene.output(delivery({ lot: 'OLD-1', quantity: 3 }));
		scene.sandbox.advance(120_000);
		await other.output({ ...delivery({ lot: 'NEW-1', quantity: 1 }), reference: 'DN-2' });
		const [done] = await scene.output(
			count('SHEET-1', [{ ...listed, quantity: 2 }], { zeroUnlisted: true }),
		);
		expect(scene.stock()).toMatchObject({ '10001 OLD-1 A-01': 2, '10001 NEW-1 A-01': 1 });
		expect(done.warnings).toEqual([expect.stringMatching(/NEW-1 .*came in.*not on the list/)]);
	});

	it('leaves a lot to which more came a moment ago, and empties the others', async () => {
		for (const [index, lot] of ['OLD-1', 'OLD-2', 'OLD-3'].entries())
			await scene.output({ ...delivery({ lot, quantity: 3 }), reference: `DN-${index}` });
		scene.sandbox.advance(120_000);
		await other.output({ ...delivery({ lot: 'OLD-2', quantity: 1 }), reference: 'DN-9' });
		const [done] = await scene.output(
			count('SHEET-1', [{ ...listed, quantity: 3 }], { zeroUnlisted: true }),
		);
		const stock = scene.stock();
		expect([stock['10001 OLD-1 A-01'], stock['10001 OLD-2 A-01']]).toEqual([3, 4]);
		expect(stock['10001 OLD-3 A-01'] ?? 0).toBe(0);
		expect(done.warnings).toEqual([expect.stringMatching(/OLD-2 .*came in/)]);
		const found = done.lines as IDataObject[];
		expect(found.map(({ lotNumber }) => lotNumber)).not.toContain('OLD-2');
	});

	it('says nothing of what came in for other products', async () => {
		await scene.output(delivery({ lot: 'OLD-1', quantity: 3 }));
		scene.sandbox.advance(120_000);
		const cloth = { productCode: '20001', lot: 'AMX-9', quantity: 1 };
		await other.output({ ...delivery(cloth), reference: 'DN-2' });
		const [done] = await scene.output(
			count('SHEET-1', [{ ...listed, quantity: 3 }], { zeroUnlisted: true }),
		);
		expect(done.warnings).toEqual([]);
	});
});

const TRANSACTION = { method: 'POST', path: 'generic/transaction$' };

describe.each(KINDS)('two counts of a lot at once on %s', (kind) => {
	let scene: Scene;
	let before: Record<string, number>;
	beforeEach(async () => {
		scene = await Scene.open({ kind, overlap: { ms: 30, jitter: 0.3, seed: 7 } });
		before = scene.stock();
	});
	afterEach(async () => await scene.close());

	const shelf = (quantity: number) => [{ productCode: '10001', lot: 'IBU-A', quantity }];

	it.each(['two n8n', 'one n8n'])(
		'by %s leave what was counted, not the difference twice',
		async (who) => {
			const other = who === 'two n8n' ? await Scene.apart(scene) : scene;
			const [first, second] = await Promise.all([
				scene.output(count('SHEET-1', shelf(38))),
				other.output(count('SHEET-2', shelf(38))),
			]);
			expect(changes(before, scene.stock())).toEqual({ '10001 IBU-A Shelf 1': -2 });
			const lines = [...first, ...second].flatMap((one) => one.lines as IDataObject[]);
			expect(lines.map(({ difference }) => Number(difference)).sort()).toEqual([-2, 0]);
		},
	);

	it('that cannot be taken back are told as booked, with what to do', async () => {
		const other = await Scene.apart(scene);
		scene.sandbox.faults.next({ kind: '5xx before commit', method: 'DELETE', count: 1000 });
		const booked = scene.sandbox.overlap.hold(TRANSACTION, 2);
		void booked.reached(2).then(() => booked.release());
		const runs = await Promise.all([
			scene.run(count('SHEET-1', shelf(38))),
			other.run(count('SHEET-2', shelf(38))),
		]);
		const errors = runs.flatMap(({ error }) => error ?? []);
		expect(errors).toHaveLength(1);
		const [{ message, description }] = errors;
		expect(message).toMatch(/"SHEET-\d" was booked .* could not be taken back/);
		expect(description).toMatch(/Delete transaction \S+ in OpenBoxes, .* new reference/);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-A Shelf 1': -4 });
	});

	it('after which one cannot look again: it says that it is booked, and what to do', async () => {
		const path = 'generic/transaction\\?';
		scene.sandbox.faults.next({
			kind: '5xx before commit',
			method: 'GET',
			path,
			skip: 1,
			count: 50,
		});
		const { error } = await scene.run(count('SHEET-1', shelf(38)));
		expect(error?.message).toMatch(/"SHEET-1" was booked .* could not be checked/);
		expect(error?.description).toMatch(/count them again under a new reference/);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-A Shelf 1': -2 });
	});

	it('with other figures leave one of them', async () => {
		const other = await Scene.apart(scene);
		await Promise.all([
			scene.output(count('SHEET-1', shelf(38))),
			other.output(count('SHEET-2', shelf(35))),
		]);
		expect([-2, -5]).toContain(changes(before, scene.stock())['10001 IBU-A Shelf 1']);
	});

	it('beside a sale both count', async () => {
		const till = await Scene.apart(scene);
		await Promise.all([
			scene.output(count('SHEET-1', shelf(38))),
			till.output({
				...{ resource: 'transaction', operation: 'debit', reference: 'R-1' },
				...json([{ productCode: '10001', lot: 'IBU-A', quantity: 5 }]),
			}),
		]);
		// The sale is in the figure that the count was compared with, or comes after it.
		expect([-2, -7]).toContain(changes(before, scene.stock())['10001 IBU-A Shelf 1']);
	});
});
