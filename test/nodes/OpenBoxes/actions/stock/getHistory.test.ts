import type { IDataObject } from 'n8n-workflow';
import { at, json, locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = {
	...{ resource: 'stock', operation: 'getHistory', returnAll: true },
	product: locator('10001', 'code'),
};

describe.each(KINDS)('the history of a product on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
		const post = async (name: string, quantity: number, more: object): Promise<unknown> => {
			const lines = json([{ productCode: '10001', lot: 'IBU-B', bin: 'Shelf 2', quantity }]);
			const posted = { resource: 'transaction', operation: name, ...lines, ...more };
			scene.sandbox.advance(10_000);
			return await scene.output(posted);
		};
		await post('debit', 50, { reference: 'R-1', options: { comment: 'morning' } });
		await post('adjust', 7, { reference: 'S-1', direction: 'up', reason: 'FOUND' });
		await post('damage', 3, { reference: 'D-1' });
		scene.sandbox.advance(10_000);
	});
	afterAll(async () => await scene.close());

	const figures = (row: IDataObject): unknown[] => [
		row.transactionType,
		row.balanceBefore,
		row.quantityChange,
		row.balanceAfter,
	];

	it('is every transaction, newest first, with the stock before and after', async () => {
		const rows = await scene.output(operation);
		expect(rows.map(figures)).toEqual([
			['Damaged', 627, -3, 624],
			['Adjustment', 620, 7, 627],
			['Consumption', 670, -50, 620],
			['Adjustment', 0, 670, 670],
		]);
		expect(rows[2]).toMatchObject({ comment: 'morning', lotNumbers: ['IBU-B'], isCount: false });
		expect(rows[3].lotNumbers).toEqual(['IBU-A', 'IBU-B', 'IBU-X']);
		expect(Object.keys(rows[0]).length).toBeLessThanOrEqual(10);
		const onHand = Object.entries(scene.stock())
			.filter(([place]) => place.startsWith('10001 '))
			.reduce((sum, [, quantity]) => sum + quantity, 0);
		expect(rows[0].balanceAfter).toBe(onHand);
	});

	it('is that of one lot, from a time on, and as long as asked for', async () => {
		const [sale] = (await scene.output({ ...operation, lot: locator('IBU-B', 'number') })).slice(
			-2,
		);
		expect(figures(sale)).toEqual(['Consumption', 560, -50, 510]);
		expect(await scene.output({ ...operation, lot: locator('IBU-A', 'number') })).toHaveLength(1);
		expect(await scene.output({ ...operation, returnAll: false, limit: 2 })).toHaveLength(2);
		expect(await scene.output({ ...operation, from: '2026-02-01' })).toHaveLength(3);
	});

	it('is that of another place', async () => {
		expect(await scene.output({ ...operation, location: at('central') })).toMatchObject([
			{ balanceBefore: 0, balanceAfter: 2350 },
		]);
	});

	it('is refused for a lot or product that is not there', async () => {
		const noLot = { ...operation, lot: locator('NOPE', 'number') };
		expect(await scene.failure(noLot)).toContain('no lot "NOPE"');
		expect(await scene.failure({ ...operation, from: 'then' })).toContain('is not a time');
	});
});

it('a history of more than a few transactions is read from the list of all', async () => {
	const scene = await Scene.open();
	try {
		const lines = [{ productCode: '10001', quantity: 1 }];
		const items = Array.from({ length: 25 }, (_, index) => ({ ref: `R-${index}`, lines }));
		const sale = { resource: 'transaction', operation: 'debit', reference: '={{ $json.ref }}' };
		await scene.output({ ...sale, linesFrom: 'json' }, items);
		const rows = await scene.output(operation);
		expect(rows).toHaveLength(26);
		expect(rows[0]).toMatchObject({ balanceAfter: 645 });
	} finally {
		await scene.close();
	}
});
