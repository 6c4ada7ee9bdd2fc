import { id, Scene } from '../../../../hospital/scene';
import { MORE_BARCODES, SCANNED_TEXTS } from '../../lines/scanned-texts';

const find = { resource: 'product', operation: 'findByCode', code: '={{ $json.code }}' };

async function open(kind: '0.9.0' | '0.9.8' | 'documented'): Promise<Scene> {
	const scene = await Scene.open({ kind });
	const { store } = scene.sandbox.world;
	for (const { code, ...barcodes } of MORE_BARCODES) {
		const row = store.table('product').get(id.products[code]);
		if (row) store.update('product', row, barcodes);
	}
	return scene;
}

/** Each text by itself, and all in one run. */
export function tryScannedTexts(kind: '0.9.0' | '0.9.8' | 'documented'): void {
	let scene: Scene;
	beforeAll(async () => {
		scene = await open(kind);
	});
	afterAll(async () => await scene.close());

	it.each(SCANNED_TEXTS)('$name comes to its product', async ({ name, text, product, ...said }) => {
		const rows = await scene.output(find, [{ code: text }]);
		expect([name, rows]).toMatchObject([name, [{ productCode: product, ...said }]]);
		expect(rows).toHaveLength(1);
	});

	it('comes to the same in one run of all', async () => {
		const rows = await scene.output(
			find,
			SCANNED_TEXTS.map(({ text }) => ({ code: text })),
		);
		const shown = ['productCode', 'lot', 'expirationDate', 'quantity', 'serialNumber'];
		expect(rows.map((row) => shown.map((key) => row[key]))).toEqual(
			SCANNED_TEXTS.map(({ product, lot, expirationDate, quantity, serialNumber }) => [
				product,
				lot,
				expirationDate,
				quantity,
				serialNumber,
			]),
		);
	});
}
