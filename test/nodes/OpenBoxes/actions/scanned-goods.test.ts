import { runNode } from '../../../engine/run';
import { json, op } from '../../../hospital/movements';
import { changes, id, Scene } from '../../../hospital/scene';
import { listSearch } from '../../../engine/list-search';

const { central, pharmacy } = id.locations;
const IBUPROFEN = ']d20100012345678905';

describe.each(['0.9.0', '0.9.8', 'documented'] as const)('goods with a label on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const sale = (reference: string, lines: object[]) => ({
		resource: 'transaction',
		operation: 'debit',
		reference,
		...json(lines),
		options: { source: 'TILL1' },
	});

	it('are sold from the lot that the label names, not from what expires first', async () => {
		const before = scene.stock();
		await scene.output(sale('S-1', [{ barcode: `${IBUPROFEN}1728063010IBU-B`, quantity: 3 }]));
		const sold = Object.entries(changes(before, scene.stock()));
		expect(sold.map(([place, units]) => [/10001 IBU-B/.test(place), units])).toEqual([[true, -3]]);
	});

	it('are not sold when the label names a lot that is not there, or the line another one', async () => {
		const before = scene.stock();
		const barcode = `${IBUPROFEN}10NOPE`;
		expect(await scene.failure(sale('S-2', [{ barcode, quantity: 1 }]))).toMatch(/NOPE/);
		expect(await scene.failure(sale('S-3', [{ barcode, lot: 'IBU-A', quantity: 1 }]))).toMatch(
			/label says lot "NOPE", the line says "IBU-A"/,
		);
		expect(changes(before, scene.stock())).toEqual({});
	});

	it('a carton is not sold as what is in it', async () => {
		expect(
			await scene.failure(sale('S-4', [{ barcode: '(01)10012345678902', quantity: 1 }])),
		).toMatch(/first digit 1 marks a package of several/);
		expect(await scene.failure(sale('S-5', [{ barcode: '0012345678906', quantity: 1 }]))).toMatch(
			/check digit is wrong/,
		);
	});

	it('are found by pickers', async () => {
		const search = { type: 'openBoxes' as const, method: 'searchProducts' };
		for (const filter of [`${IBUPROFEN}10X`, '(01)00012345678905', '305730150200', '00573015020'])
			expect((await listSearch(scene.engine, { ...search, filter })).results).toEqual([
				{ name: 'Ibuprofen 200mg tablet (10001)', value: id.products['10001'] },
			]);
	});
});

describe.each(['0.9.0', '0.9.8'] as const)('scanned goods that come and go, on %s', (kind) => {
	it('are received with lot, expiration date and count of the label', async () => {
		const scene = await Scene.open({ kind, at: 'central' });
		const lines = [
			{
				barcode: `${IBUPROFEN}10NEW-7\u001D1729020021SN55\u001D3020`,
				keepSerial: true,
				bin: 'A-01',
			},
		];
		const run = await runNode(scene.engine, {
			type: 'openBoxes',
			parameters: {
				resource: 'purchaseOrder',
				operation: 'receive',
				purchaseOrder: { __rl: true, mode: 'number', value: 'PO-1' },
				reference: 'DN-7',
				...json(lines),
			},
		});
		expect(run.error).toBeUndefined();
		const lots = scene.sandbox.world.store.table('inventoryItem').all();
		const lot = lots.find(({ lotNumber }) => lotNumber === 'NEW-7');
		expect(new Date(Number(lot?.expirationDate)).toISOString()).toMatch(/^2029-02-28/);
		const receipts = scene.sandbox.world.store.table('receiptItem').all();
		expect(receipts.map(({ comment }) => String(comment)).join()).toContain('SN SN55');
		await scene.close();
	});

	it('are sent from the lot that the label names', async () => {
		const scene = await Scene.open({ kind, at: 'pharmacy' });
		const before = scene.stock(pharmacy);
		await scene.output(
			op('createAndSend', {
				destination: { __rl: true, mode: 'id', value: central },
				...json([{ barcode: `(01)00012345678905(10)IBU-B`, quantity: 4 }]),
			}),
		);
		expect(Object.keys(changes(before, scene.stock(pharmacy))).join()).toMatch(/^10001 IBU-B/);
		await scene.close();
	});
});
