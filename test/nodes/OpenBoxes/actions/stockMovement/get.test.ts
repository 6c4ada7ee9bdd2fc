import { ibuprofen, on, op, sent } from '../../../../hospital/movements';
import { Scene } from '../../../../hospital/scene';

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('one stock movement on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it('is found by number', async () => {
		const shipped = await sent(scene, [{ productId: ibuprofen, quantity: 5 }]);
		const [row] = await scene.output(on(shipped, 'get'));
		const stockMovement = { __rl: true, mode: 'number', value: String(row.identifier) };
		const [found] = await scene.output(op('get', { stockMovement }));
		expect(found).toMatchObject({ id: row.id, status: 'shipped' });
		const [plain] = await scene.output(op('get', { stockMovement: String(row.identifier) }));
		expect(plain.id).toBe(row.id);
	});

	it('that does not exist is named', async () => {
		expect(await scene.failure(on('0'.repeat(32), 'get'))).toMatch(/no stock movement "0{32}"/);
		const stockMovement = { __rl: true, mode: 'number', value: 'NOPE' };
		expect(await scene.failure(op('get', { stockMovement }))).toMatch(/no stock movement "NOPE"/);
	});
});
