import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Ground } from '../../exactly-once/ground';
import { at, locator, op } from '../../hospital/movements';
import { id, Scene } from '../../hospital/scene';

const CODES = Object.keys(id.products).slice(0, 7);

const items = (count: number, linesOf: (index: number) => object[]): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ number: `ERP-${index}`, lines: linesOf(index) }));

const lines = { linesFrom: 'json', linesJson: '={{ $json.lines }}' };

const order: INodeParameters = {
	resource: 'purchaseOrder',
	operation: 'create',
	name: 'Monthly',
	supplier: locator('MedSupply Ltd', 'name'),
	destination: at('central'),
	orderNumber: '={{ $json.number }}',
	...lines,
};

const movement = op('create', {
	origin: at('north'),
	destination: at('central'),
	...lines,
	options: { reference: '={{ $json.number }}' },
});

const stock: INodeParameters = {
	resource: 'product',
	operation: 'getStock',
	product: locator('={{ $json.lines[0].productCode }}', 'code'),
	location: at('central'),
};

/** Requests of a run by route, without those that log in. */
async function requestsOf(
	parameters: INodeParameters,
	rows: IDataObject[],
): Promise<Record<string, number>> {
	const scene = await Scene.open({ at: 'north' });
	await scene.output(parameters, rows);
	const routes = { ...scene.sandbox.requests.routes };
	await scene.sandbox.close();
	return routes;
}

const sum = (routes: Record<string, number>, pattern: RegExp): number =>
	Object.entries(routes)
		.filter(([route]) => pattern.test(route))
		.reduce((total, [, count]) => total + count, 0);

const PRODUCTS = /\/api\/products$|generic\/product\b|resource\/search product/;
const PLACES = /generic\/location/;

describe('12 items in one run', () => {
	it.each([
		['orders of 7 codes', order, () => CODES.map((productCode) => ({ productCode, quantity: 1 }))],
		[
			'orders of one code each',
			order,
			(index: number) => [{ productCode: CODES[index % CODES.length], quantity: 1 }],
		],
		[
			'movements of 7 codes',
			movement,
			() => CODES.map((productCode) => ({ productCode, quantity: 1 })),
		],
		[
			'looks at the stock of one code each',
			stock,
			(index: number) => [{ productCode: CODES[index % CODES.length] }],
		],
	])('%s read products and places once', async (_, parameters, linesOf) => {
		const routes = await requestsOf(parameters, items(12, linesOf));
		expect(sum(routes, PLACES)).toBeLessThanOrEqual(5);
		expect(sum(routes, PRODUCTS)).toBeLessThanOrEqual(7);
	});
});

it('finds a product that was made after the list of products was read for an item before', async () => {
	const ground = await Ground.open('0.9.8');
	const process = await ground.process('central');
	const { store } = ground.sandbox.world;
	process.line.onCall = (call) => {
		if (!/^POST .*generic\/order$/.test(call) || store.get('product', 'just-made')) return;
		const like = store.get('product', id.products['10001']);
		store.insert('product', { ...like, id: 'just-made', productCode: 'NEW-1', upc: null });
	};
	const rows = items(2, (index) =>
		(index === 0 ? CODES : ['NEW-1']).map((productCode) => ({ productCode, quantity: 1 })),
	);
	const { error, output } = await process.run(order, undefined, rows);
	await ground.close();
	expect(error).toBeUndefined();
	expect(output).toHaveLength(2);
});
