import { locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'lot', operation: 'getAll' };

describe.each(KINDS)('the lots of an OpenBoxes %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const numbers = async (parameters: object): Promise<unknown[]> =>
		(await scene.output({ ...operation, ...parameters })).map(({ lotNumber }) => lotNumber).sort();

	it('come as many as asked for', async () => {
		expect(await numbers({ limit: 3 })).toHaveLength(3);
		expect(await numbers({ returnAll: true })).toHaveLength(16);
	});

	it('are those of a product, in stock or not', async () => {
		const product = locator('10001', 'code');
		expect(await numbers({ product })).toEqual(['IBU-A', 'IBU-B', 'IBU-C', 'IBU-X']);
		expect(await numbers({ product, limit: 1 })).toHaveLength(1);
	});

	it('are found by a part of the number and by the expiry date', async () => {
		expect(await numbers({ text: 'amx' })).toEqual(['AMX-1', 'AMX-2']);
		expect(await numbers({ text: 'ibu', expiresBefore: '2028-01-01' })).toEqual(['IBU-A', 'IBU-X']);
	});

	it('are as the server shows them, when asked so', async () => {
		const [row] = await scene.output({ ...operation, text: 'IBU-A', simplify: false });
		expect(row).toMatchObject({ expirationDate: '12/31/2027', product: { productCode: '10001' } });
	});
});
