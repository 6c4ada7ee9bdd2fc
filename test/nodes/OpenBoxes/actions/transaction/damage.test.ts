import type { IDataObject } from 'n8n-workflow';
import { changes, KINDS, Scene } from '../../../../hospital/scene';

const damage = {
	resource: 'transaction',
	operation: 'damage',
	linesFrom: 'json',
	reference: '={{ $json.slip }}',
};
const slip = (number: string, ...lines: IDataObject[]): IDataObject => ({ slip: number, lines });

describe.each(KINDS)('damaged stock on %s', (kind) => {
	let scene: Scene;
	afterEach(async () => await scene.close());

	it('leaves the lot and bin that are named, as type Damaged', async () => {
		scene = await Scene.open({ kind });
		const before = scene.stock();
		const line = { productCode: '10001', lot: 'IBU-B', bin: 'Shelf 2', quantity: 3 };
		await scene.output(damage, [slip('D-1', line)]);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-B Shelf 2': -3 });
		expect(scene.sandbox.state().transactions.at(-1)).toMatchObject({ transactionType: '5' });
	});

	it('is not guessed: lot and bin must be named when there are several', async () => {
		scene = await Scene.open({ kind });
		const before = scene.stock();
		const failure = await scene.failure(damage, [
			slip('D-2', { productCode: '10001', lot: 'IBU-B', quantity: 3 }),
		]);
		expect(failure).toContain('say which lot and bin');
		expect(failure).toContain('IBU-B / Shelf 2');
		expect(changes(before, scene.stock())).toEqual({});
	});

	it('needs no lot when there is only one', async () => {
		scene = await Scene.open({ kind });
		const before = scene.stock();
		await scene.output(damage, [slip('D-3', { productCode: '10003', quantity: 1 })]);
		expect(changes(before, scene.stock())).toEqual({ '10003 MOR-1 Shelf 1': -1 });
	});

	it('can lie in no bin', async () => {
		scene = await Scene.open({ kind });
		const before = scene.stock();
		await scene.output(damage, [slip('D-4', { productCode: '30001', bin: 'none', quantity: 4 })]);
		expect(changes(before, scene.stock())).toEqual({ '30001': -4 });
	});

	it('can be on hold, which no sale may take', async () => {
		scene = await Scene.open({ kind, at: 'central' });
		const before = scene.stock();
		const line = { productCode: '10001', lot: 'IBU-C', bin: 'HOLD-1', quantity: 5 };
		const sale = { ...damage, operation: 'debit' };
		expect(await scene.failure(sale, [slip('D-5', line)])).toContain('on hold or recalled');
		await scene.output(damage, [slip('D-6', line)]);
		expect(changes(before, scene.stock())).toEqual({ '10001 IBU-C HOLD-1': -5 });
	});
});

it('many write-offs are posted in few requests, and a bad one stands alone', async () => {
	const scene = await Scene.open();
	const before = scene.stock();
	const slips = Array.from({ length: 11 }, (_, index) =>
		slip(`M-${index}`, { productCode: '10003', quantity: index === 7 ? 1000 : 1 }),
	);
	const { output } = await scene.run(damage, { items: slips, continueOnFail: true });
	expect(output.filter(({ json }) => json.status === 'posted')).toHaveLength(10);
	expect(String(output[7].json.error)).toContain('1000 wanted');
	expect(changes(before, scene.stock())).toEqual({ '10003 MOR-1 Shelf 1': -10 });
	expect(scene.sandbox.requests.routes['POST /api/generic/transaction']).toBe(1);
	expect(scene.sandbox.requests.total).toBeLessThan(20);
	await scene.close();
});
