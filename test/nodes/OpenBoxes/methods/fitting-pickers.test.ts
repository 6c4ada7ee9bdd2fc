import { loadOptions } from '../../../engine/load-options';
import { listSearch } from '../../../engine/list-search';
import { depotWithReceivedGoods } from '../../../hospital/received-goods';
import { draft, gloves, ibuprofen, locator, on, sent } from '../../../hospital/movements';
import { KINDS, Scene } from '../../../hospital/scene';

async function names(
	{ engine }: Pick<Scene, 'engine'>,
	method: string,
	parameters: object,
	filter = '',
): Promise<string[]> {
	const { results } = await listSearch(engine, {
		type: 'openBoxes',
		method,
		filter,
		parameters: parameters as never,
	});
	return results.map(({ name }) => name);
}

describe.each(KINDS)('the list of transactions on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
		const post = { resource: 'transaction', linesFrom: 'json' };
		const one = '[{"productCode": "10003", "quantity": 1}]';
		await scene.output({ ...post, operation: 'debit', reference: 'R-1', linesJson: one });
		await scene.output({
			...post,
			operation: 'credit',
			original: locator('R-1', 'reference'),
			reference: 'S-1',
			linesJson: one,
		});
		await scene.output({ ...post, operation: 'damage', reference: 'D-1', linesJson: one });
	});
	afterAll(async () => await scene.close());

	const list = async (operation: string, filter = 'n8n') =>
		await names(scene, 'searchTransactions', { resource: 'transaction', operation }, filter);

	it('shows number, kind and day, and what was posted can be chosen', async () => {
		const all = await list('get');
		expect(all).toHaveLength(3);
		expect(all).toContainEqual(expect.stringMatching(/\/R-1 · Consumption · \d{4}-\d\d-\d\d$/));
		const { results } = await listSearch(scene.engine, {
			type: 'openBoxes',
			method: 'searchTransactions',
			parameters: { resource: 'transaction', operation: 'get' },
			filter: 'D-1',
		});
		const original = locator(String(results[0].value), 'list');
		expect(
			await scene.output({ resource: 'transaction', operation: 'get', original }),
		).toMatchObject([{ transactionType: 'Damaged' }]);
	});

	it('is searched by all that it shows', async () => {
		const [sale] = await list('credit');
		for (const words of sale.split(' · ')) expect(await list('credit', words)).toContain(sale);
	});

	it('shows sales only, to give something back', async () => {
		expect(await list('credit')).toEqual([expect.stringContaining('/R-1 · Consumption')]);
	});

	it('shows neither counts nor what belongs to a shipment, to reverse something', async () => {
		const parameters = { resource: 'transaction', operation: 'reverse' };
		const all = await names(scene, 'searchTransactions', parameters);
		expect(all).toContainEqual(expect.stringContaining('/D-1 · Damaged'));
		expect(all.filter((name) => /Inventory|Transfer/.test(name))).toEqual([]);
	});

	it('takes a reference or a number as the ID, as an AI agent gives it', async () => {
		for (const text of ['R-1', 'n8n-c7e9f0b5/R-1']) {
			const [read] = await scene.output({
				resource: 'transaction',
				operation: 'get',
				original: locator(text),
			});
			expect(read).toMatchObject({ transactionNumber: 'n8n-c7e9f0b5/R-1' });
		}
	});
});

describe.each(['0.9.0', '0.9.8', 'documented'] as const)('the list of orders on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind, at: 'central' });
	});
	afterAll(async () => await scene.close());

	const list = async (operation: string) =>
		(await names(scene, 'searchPurchaseOrders', { resource: 'purchaseOrder', operation })).map(
			(name) => name.replace(/ · .* · /, ' · '),
		);

	it('shows to receive only what is placed for this store', async () => {
		const receivable = await list('receive');
		expect(receivable).toContain('PO-1 · placed');
		expect(receivable.filter((name) => !/(placed|approved|partially)/.test(name))).toEqual([]);
		expect((await list('get')).length).toBeGreaterThan(receivable.length);
	});

	it('shows to place, change or delete only what is pending', async () => {
		for (const operation of ['place', 'update', 'delete']) {
			const pending = await list(operation);
			expect(pending.length).toBeGreaterThan(0);
			expect(pending.filter((name) => !name.endsWith('pending'))).toEqual([]);
		}
	});
});

describe.each(['0.9.0', '0.9.3', '0.9.8', 'documented'] as const)(
	'the list of movements on %s',
	(kind) => {
		let scene: Scene;
		beforeAll(async () => {
			scene = await Scene.open({ kind, at: 'north' });
		});
		afterAll(async () => await scene.close());

		const list = async (operation: string, place = scene) =>
			await names(place, 'searchStockMovements', { resource: 'stockMovement', operation });

		it('shows to send and change what has not left', async () => {
			const made = await draft(scene, [{ productId: gloves, quantity: 5 }]);
			const number = String(made.number ?? made.identifier);
			for (const operation of ['send', 'addItems', 'update', 'delete', 'get'])
				expect(await list(operation)).toContainEqual(expect.stringContaining(number));
			for (const operation of ['receive', 'rollBack'])
				expect(await list(operation)).not.toContainEqual(expect.stringContaining(number));
		});
	},
);

describe('what was sent', () => {
	it('is listed to receive where it goes to, and nowhere else', async () => {
		const north = await Scene.open({ at: 'north' });
		try {
			const made = await sent(north, [{ productId: ibuprofen, quantity: 2 }]);
			const number = expect.stringContaining(String(made.number ?? made.identifier)) as unknown;
			const central = await Scene.beside(north, 'central');
			const parameters = { resource: 'stockMovement', operation: 'receive' };
			expect(await names(central, 'searchStockMovements', parameters)).toContainEqual(number);
			expect(await names(north, 'searchStockMovements', parameters)).not.toContainEqual(number);
			const sending = { ...parameters, operation: 'send' };
			expect(await names(north, 'searchStockMovements', sending)).not.toContainEqual(number);
		} finally {
			await north.close();
		}
	});
});

describe('lines', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ at: 'north' });
	});
	afterAll(async () => await scene.close());

	it('of a movement are listed with product and quantity, and can be changed and removed', async () => {
		const made = await draft(scene, [
			{ productId: ibuprofen, quantity: 4 },
			{ productId: gloves, quantity: 5 },
		]);
		const { results } = await listSearch(scene.engine, {
			type: 'openBoxes',
			method: 'searchLines',
			parameters: on(made, 'updateItems'),
			path: 'parameters.lines.line[0].id',
		});
		expect(results.map(({ name }) => name)).toContainEqual(
			expect.stringMatching(/^10001 · Ibuprofen.* · 4$/),
		);
		const [line] = results.filter(({ name }) => name.startsWith('10001'));
		const id = locator(String(line.value), 'list');
		const lines = { line: [{ id, changes: { quantity: 7 } }] };
		const [changed] = await scene.output(on(made, 'updateItems', { linesFrom: 'form', lines }));
		expect(changed.lineItems).toContainEqual(expect.objectContaining({ quantityRequested: 7 }));
		const options = await loadOptions(
			scene.engine,
			'openBoxes',
			'getLines',
			on(made, 'removeItems'),
		);
		const [removable] = options.filter(({ name }) => name.startsWith('10001'));
		const [after] = await scene.output(
			on(made, 'removeItems', { lineIds: [String(removable.value)] }),
		);
		expect(after.lineItems).toHaveLength(1);
	});

	it('of an order are listed with what is open', async () => {
		const depot = await depotWithReceivedGoods();
		try {
			const listed = await names(depot, 'searchLines', {
				resource: 'purchaseOrder',
				operation: 'receive',
				purchaseOrder: locator('PO-1', 'number'),
			});
			expect(listed).toContainEqual(expect.stringMatching(/^20001 · .* · 500 ordered · 0 open$/));
		} finally {
			await depot.close();
		}
	});

	it.each([
		['stockMovement', 'stock movement'],
		['purchaseOrder', 'purchase order'],
	])('ask for their %s first', async (resource, what) => {
		expect(await names(scene, 'searchLines', { resource, operation: 'receive' })).toEqual([
			`Choose the ${what} first, then its lines are here`,
		]);
	});
});

describe('bins', () => {
	it('are those of the origin, where goods leave it', async () => {
		const scene = await Scene.open();
		try {
			const north = await Scene.beside(scene, 'north');
			const own = await names(north, 'searchBins', { resource: 'stockMovement' });
			const origin = locator('464QZP', 'number');
			const parameters = { resource: 'stockMovement', operation: 'createAndSend', origin };
			expect(await names(north, 'searchBins', parameters)).not.toEqual(own);
		} finally {
			await scene.close();
		}
	});
});
