import { at, json, op } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

describe.each([...KINDS, '0.9.3'] as const)('creating on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it('fills in the location and user of the credential', async () => {
		const [out] = await scene.output(
			op('create', { destination: at('central'), linesFrom: 'none' }),
		);
		expect(out).toMatchObject({
			status: 'draft',
			origin: { name: 'North Depot' },
			destination: { name: 'Central Depot' },
			requestedBy: { name: 'Till One' },
			lineItems: [],
		});
	});

	it('takes lines in the form, by product code', async () => {
		const product = { __rl: true, mode: 'code', value: '10001' };
		const [out] = await scene.output(
			op('create', {
				destination: { __rl: true, mode: 'number', value: '636FCQ' },
				linesFrom: 'form',
				lines: { line: [{ product, quantity: 5 }] },
			}),
		);
		expect(out.lineItems).toMatchObject([{ productCode: '10001', quantityRequested: 5 }]);
	});

	it.each<[string, object, RegExp]>([
		[
			'an unknown destination',
			{ destination: { __rl: true, mode: 'id', value: 'nope' } },
			/has no location "nope"/,
		],
		[
			'an unknown requester',
			{ options: { requestedBy: { __rl: true, mode: 'id', value: 'nope' } } },
			/not created/,
		],
		[
			'an unknown product',
			json([
				{ productCode: '10001', quantity: 1 },
				{ productId: 'nope', quantity: 1 },
			]),
			kind === 'documented' ? /not (created|completed)/ : /no product with the ID "nope"/,
		],
		[
			'an unknown product with a lot',
			json([{ productId: 'nope', quantity: 1, lot: 'L-1' }]),
			kind === 'documented' ? /not (created|completed)/ : /no product with the ID "nope"/,
		],
	])('refuses %s and leaves nothing behind', async (_, parameters, reason) => {
		const table = () => scene.sandbox.world.store.table('requisition').all().length;
		const before = table();
		const base = { destination: at('central'), linesFrom: 'none' };
		const said = await scene.failure(op('create', { ...base, ...parameters }));
		expect(said).toMatch(reason);
		expect(said).not.toMatch(/foreign key|constraint/i);
		// The documents name no call that deletes, so there an empty draft can stay, and is named.
		if (kind !== 'documented') expect(table()).toBe(before);
	});
});
