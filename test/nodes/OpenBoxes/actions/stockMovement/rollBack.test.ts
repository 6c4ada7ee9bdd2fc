import { sleep } from '../../../../engine/clock';
import { draft, ibuprofen, json, on, sent } from '../../../../hospital/movements';
import { changes, id, Scene } from '../../../../hospital/scene';

const { north, central } = id.locations;

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('rolling back on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	const stock = () => ({ north: scene.stock(north), central: scene.stock(central) });
	const expectSame = (before: ReturnType<typeof stock>) => {
		expect(changes(before.north, scene.stock(north))).toEqual({});
		expect(changes(before.central, scene.stock(central))).toEqual({});
	};

	it('undoes the sending, and the movement can be sent again', async () => {
		const before = stock();
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 30 }]);
		const [back] = await scene.output(on(movement, 'rollBack'));
		expect(back.status).toBe('packed');
		expectSame(before);
		const [again] = await scene.output(on(movement, 'send'));
		expect(again.status).toBe('shipped');
		expect(changes(before.north, scene.stock(north))).toEqual({ '10001 IBU-B N-01': -30 });
	});

	it('undoes receipts first, then the sending', async () => {
		const before = stock();
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 30 }]);
		const part = json([{ productId: ibuprofen, quantity: 10 }]);
		await scene.output(on(movement, 'receive', part));
		const [shipped] = await scene.output(on(movement, 'rollBack'));
		expect(shipped.status).toBe('shipped');
		expect(changes(before.central, scene.stock(central))).toEqual({});
		const [back] = await scene.output(on(movement, 'rollBack'));
		expect(back.status).toBe('packed');
		expectSame(before);
	});

	it('undoes everything in one step when told to', async () => {
		const before = stock();
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 30 }]);
		await scene.output(on(movement, 'receive'));
		const [back] = await scene.output(on(movement, 'rollBack', { undo: 'beforeSending' }));
		expect(back.status).toBe('packed');
		expectSame(before);
	});

	it('says that nothing was left to do when a killed run undid everything already', async () => {
		const before = stock();
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 30 }]);
		await scene.output(on(movement, 'receive'));
		const [back] = await scene.output(on(movement, 'rollBack', { undo: 'beforeSending' }));
		expect(back).toMatchObject({ status: 'packed', changed: true });
		const [again] = await scene.output(on(movement, 'rollBack', { undo: 'beforeSending' }));
		expect(again).toMatchObject({ status: 'packed', changed: false });
		expectSame(before);
	});

	it('refuses when goods of the receipt were sold, and leaves no negative stock', async () => {
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 100 }]);
		const there = await Scene.beside(scene, 'central');
		const place = json([{ productId: ibuprofen, quantity: 100, bin: 'B-01' }]);
		await there.output(on(movement, 'receive', place));
		await sleep(10_000);
		await there.output({
			resource: 'transaction',
			operation: 'debit',
			reference: 'R-1',
			linesFrom: 'json',
			linesJson: JSON.stringify([
				{ productId: ibuprofen, quantity: 60, lot: 'IBU-B', bin: 'B-01' },
			]),
		});
		const before = stock();
		expect(await scene.failure(on(movement, 'rollBack'))).toMatch(
			/100 of 10001 lot IBU-B in B-01 were received, and 40 of them are still there/,
		);
		expectSame(before);
		expect((await scene.output(on(movement, 'get')))[0].status).toBe('received');
	});

	it('says what can be undone for a draft', async () => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 30 }]);
		expect(await scene.failure(on(movement, 'rollBack'))).toMatch(
			/it is draft.*can be changed or deleted/,
		);
	});

	it('is done once when the answer is cut off after the server saved', async () => {
		const before = stock();
		const movement = await sent(scene, [{ productId: ibuprofen, quantity: 30 }]);
		scene.sandbox.faults.next({ kind: 'cut after commit', method: 'POST', path: '/status' });
		const [back] = await scene.output(on(movement, 'rollBack'));
		expect(back.status).toBe('packed');
		expectSame(before);
	});
});
