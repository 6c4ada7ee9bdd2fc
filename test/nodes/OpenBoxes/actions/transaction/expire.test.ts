import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { changes, KINDS, Scene } from '../../../../hospital/scene';

const expire = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'transaction',
	operation: 'expire',
	linesFrom: 'json',
	reference: '={{ $json.slip }}',
	...more,
});
const slip = (number: string, ...lines: IDataObject[]): IDataObject => ({ slip: number, lines });

describe.each(KINDS)('expired stock on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	it('leaves as type Expired, expired lots first, once', async () => {
		const before = scene.stock();
		const items = [slip('X-1', { productCode: '10001', quantity: 50 })];
		const [done] = await scene.output(expire(), items);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-X Shelf 2': -50 });
		expect(done).toMatchObject({
			status: 'posted',
			transactionNumber: 'n8n-c7e9f0b5/X-1',
			warnings: [],
		});
		expect(scene.sandbox.state().transactions.at(-1)).toMatchObject({ transactionType: '4' });
		const [again] = await scene.output(expire(), items);
		expect(again).toMatchObject({ alreadyPosted: true, transactionId: done.transactionId });
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-X Shelf 2': -50 });
	});

	it('warns when a lot that is still good is written off, which must be asked for', async () => {
		const before = scene.stock();
		const [done] = await scene.output(expire({ onlyExpired: false }), [
			slip('X-2', { productCode: '10001', quantity: 75 }),
		]);
		expect(changes(before, scene.stock())).toEqual({
			'10001 IBU-A Shelf 1': -5,
			'10001 IBU-X Shelf 2': -70,
		});
		expect(done.warnings).toEqual(['10001: 5 of lot IBU-A are not expired yet (2027-12-31)']);
	});

	it('stays as a whole when less is expired than is to go, without being told so', async () => {
		const before = scene.stock();
		expect(
			await scene.failure(expire(), [slip('X-3', { productCode: '10001', quantity: 75 })]),
		).toContain('75 wanted, 70 in stock (600 more are not expired yet)');
		expect(changes(before, scene.stock())).toEqual({});
	});
});

describe('a write-off without a reference', () => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open();
	});
	afterEach(async () => await scene.close());

	it('gets a number of the execution and the item, so that two are two', async () => {
		const before = scene.stock();
		const lines = [{ productCode: '10001', lot: 'IBU-X', quantity: 1 }];
		const done = await scene.output(expire({ reference: '' }), [{ lines }, { lines }]);
		const [again] = await scene.output(expire({ reference: '' }), [{ lines }]);
		const numbers = [...done, again].map(({ transactionNumber }) => String(transactionNumber));
		expect(new Set(numbers).size).toBe(3);
		expect(numbers[0]).toMatch(/^n8n-c7e9f0b5\/n8n-1-Node-0-0$/);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-X Shelf 2': -3 });
	});

	it.each([
		['an unknown lot', { productCode: '10001', lot: 'NOPE', quantity: 1 }, 'has no lot "NOPE"'],
		['a fraction', { productCode: '10001', quantity: 1.5 }, 'must be a whole number'],
		['no product', { quantity: 1 }, 'the product is missing'],
	])('is refused with nothing written: %s', async (_, line, reason) => {
		const before = scene.stock();
		expect(await scene.failure(expire(), [slip('X-9', line)])).toContain(reason);
		expect(changes(before, scene.stock())).toEqual({});
	});
});
