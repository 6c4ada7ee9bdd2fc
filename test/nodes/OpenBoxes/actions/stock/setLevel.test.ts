import type { INodeParameters } from 'n8n-workflow';
import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';
import type { Row } from '../../../../sandbox/store/table';

const set = (code: string, levels: INodeParameters): INodeParameters => ({
	resource: 'stock',
	operation: 'setLevel',
	product: locator(code, 'code'),
	levels,
});

describe.each(KINDS)('levels that are set on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const rules = (code: string): Row[] =>
		scene.sandbox.world.store.table('inventoryLevel').by('product', id.products[code]);

	it('make a rule where there is none, once', async () => {
		const levels = { minimumQuantity: 10, reorderPoint: 40, maximumQuantity: 100 };
		const [made] = await scene.output(set('30004', levels));
		expect(made).toMatchObject({ productCode: '30004', ...levels, existed: false, warnings: [] });
		expect(Object.keys(made).length).toBeLessThanOrEqual(10);
		const [again] = await scene.output(set('30004', levels));
		expect(again).toMatchObject({ levelId: made.levelId, existed: true });
		expect(rules('30004')).toMatchObject([
			{ minQuantity: 10, reorderQuantity: 40, maxQuantity: 100 },
		]);
	});

	it('change the rule that is there, and leave what was not given', async () => {
		const [row] = await scene.output(set('10001', { reorderPoint: 300 }));
		expect(row).toMatchObject({ minimumQuantity: 100, reorderPoint: 300, maximumQuantity: 800 });
		expect(rules('10001')).toMatchObject([
			{ minQuantity: 100, reorderQuantity: 300, maxQuantity: 800 },
		]);
		await scene.output(set('10001', { maximumQuantity: 0 }));
		expect(rules('10001')).toMatchObject([{ reorderQuantity: 300, maxQuantity: 0 }]);
	});

	it('are refused when they contradict each other, or are none', async () => {
		expect(await scene.failure(set('10001', { reorderPoint: 900 }))).toContain(
			'contradict each other: minimum 100, reorder point 900, maximum 800',
		);
		expect(await scene.failure(set('10001', {}))).toContain('No level is given');
		expect(await scene.failure(set('10001', { reorderPoint: 1.5 }))).toContain('"Reorder Point"');
		expect(await scene.failure(set('nope', { reorderPoint: 1 }))).toContain('"nope" is unknown');
		expect(rules('10001')).toMatchObject([{ reorderQuantity: 200 }]);
	});

	it('are not set when two different rules are there', async () => {
		const [rule] = rules('10001');
		const { store } = scene.sandbox.world;
		store.insert('inventoryLevel', { ...rule, id: 'second', reorderQuantity: 250 });
		expect(await scene.failure(set('10001', { reorderPoint: 300 }))).toContain(
			'has 2 reorder rules',
		);
		expect(
			rules('10001')
				.map(({ reorderQuantity }) => reorderQuantity)
				.sort(),
		).toEqual([200, 250]);
	});
});

it('a rule that a person made twice with more in it is not deleted', async () => {
	const scene = await Scene.open();
	try {
		const { store } = scene.sandbox.world;
		const [rule] = store.table('inventoryLevel').by('product', id.products['10001']);
		store.insert('inventoryLevel', { ...rule, id: 'second', expectedLeadTimeDays: 14 });
		expect(await scene.failure(set('10001', { reorderPoint: 200 }))).toContain('second');
		expect(store.table('inventoryLevel').by('product', id.products['10001'])).toHaveLength(2);
	} finally {
		await scene.close();
	}
});
