import { locator } from '../../../../hospital/movements';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const lot = { product: locator('10001', 'code'), lot: locator('IBU-A', 'number') };
const recall = { resource: 'lot', operation: 'recall', ...lot };

describe.each(KINDS)('a lot that is called back on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const writes = (): number =>
		scene.sandbox.requests.routes['PUT /api/generic/inventoryItem/:id'] ?? 0;
	const status = (): unknown =>
		scene.sandbox.world.store.get('inventoryItem', id.lots['10001/IBU-A'])?.lotStatus;

	it('is not given out any more, and is recalled once', async () => {
		expect(await scene.output(recall)).toMatchObject([
			{ lotNumber: 'IBU-A', recalled: true, changed: true, confirmed: true },
		]);
		expect(await scene.output(recall)).toMatchObject([{ recalled: true, changed: false }]);
		expect([status(), writes()]).toEqual(['RECALLED', 1]);
		const sale = { resource: 'transaction', operation: 'debit', reference: 'S-1' };
		const json = JSON.stringify([{ productCode: '10001', lot: 'IBU-A', quantity: 1 }]);
		expect(await scene.failure({ ...sale, linesFrom: 'json', linesJson: json })).toMatch(/IBU-A/);
	});

	it('can be released, but only when somebody says that it is safe', async () => {
		await scene.output(recall);
		const release = { ...recall, operation: 'release' };
		expect(await scene.failure(release)).toMatch(/was not released .*Safe to Use/);
		expect(status()).toBe('RECALLED');
		expect(await scene.output({ ...release, isSafe: true })).toMatchObject([
			{ recalled: false, changed: true, confirmed: true },
		]);
		expect(status()).toBeNull();
	});

	it('that lies nowhere is recalled, and told as not seen in any stock', async () => {
		const create = { resource: 'lot', operation: 'create', lotNumber: 'EMPTY-1' };
		await scene.output({ ...create, product: lot.product });
		const empty = { ...recall, lot: locator('EMPTY-1', 'number') };
		expect(await scene.output(empty)).toMatchObject([{ changed: true, confirmed: false }]);
	});

	it.each(['cut after commit', 'cut before commit'] as const)(
		'is told as recalled only when it is, also when the connection is cut (%s)',
		async (fault) => {
			scene.sandbox.faults.next({ kind: fault, method: 'PUT' });
			const { error } = await scene.run(recall);
			expect(error === undefined).toBe(status() === 'RECALLED');
			expect(error?.message ?? 'is unclear').toMatch(/is unclear/);
			expect(await scene.output(recall)).toMatchObject([{ recalled: true, confirmed: true }]);
			expect(status()).toBe('RECALLED');
		},
	);
});
