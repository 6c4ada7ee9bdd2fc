import { wait as delay } from '../../../platform';
import { at, ibuprofen, json, op } from '../../../hospital/movements';
import { changes, id, Scene } from '../../../hospital/scene';

const { north } = id.locations;

const movement = (operation: string, reference: string, quantity = 7) =>
	op(operation, {
		destination: at('central'),
		...json([{ productId: ibuprofen, quantity }]),
		options: { reference },
	});

describe.each(['0.9.0', '0.9.6', '0.9.8'] as const)('one reference on %s', (kind) => {
	let scene: Scene;
	let other: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind, at: 'north', overlap: { ms: 40, jitter: 0.3, seed: 3 } });
		other = await Scene.apart(scene, 'north');
	});
	afterAll(async () => await scene.close());

	const descriptions = (): string[] =>
		scene.sandbox.world.store
			.table('requisition')
			.all()
			.map((row) => String(row.description));
	const withReference = (reference: string): string[] =>
		descriptions().filter((text) => text.startsWith(`${reference} [n8n:`));

	const twoAtOnce = async (parameters: ReturnType<typeof op>, apartMs = 0) =>
		await Promise.all([
			scene.run(parameters),
			delay(apartMs).then(async () => await other.run(parameters)),
		]);

	it.each([0, 20, 60, 150])(
		'creates one movement when two processes create it %d ms apart',
		async (apart) => {
			const runs = await twoAtOnce(movement('create', `REQ 1 ${apart}`), apart);
			expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
			expect(withReference(`REQ 1 ${apart}`)).toHaveLength(1);
			const ids = runs.map(({ output }) => output[0].json.id);
			expect(new Set(ids).size).toBe(1);
			expect(runs.map(({ output }) => output[0].json.alreadyExisted).sort()).toEqual([false, true]);
		},
	);

	it.each([0, 20, 60, 150])(
		'ships once when two processes create and send it %d ms apart',
		async (apart) => {
			const before = scene.stock(north);
			const runs = await twoAtOnce(movement('createAndSend', `REQ 2 ${apart}`), apart);
			expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
			expect(changes(before, scene.stock(north))).toEqual({ '10001 IBU-B N-01': -7 });
			expect(withReference(`REQ 2 ${apart}`)).toHaveLength(1);
			expect(new Set(runs.map(({ output }) => output[0].json.id)).size).toBe(1);
		},
	);

	it('makes one movement of four parallel creates of one process', async () => {
		const runs = await Promise.all(
			[1, 2, 3, 4].map(async () => await scene.output(movement('create', 'REQ 3'))),
		);
		expect(withReference('REQ 3')).toHaveLength(1);
		expect(runs.filter(([out]) => out.alreadyExisted === false)).toHaveLength(1);
	});

	it('is not used up by a movement whose description begins with it', async () => {
		await scene.output(movement('createAndSend', 'REQ 4 repeat'));
		await scene.output({ ...movement('create', 'x'), description: 'REQ 4', options: {} });
		const [out] = await scene.output(movement('createAndSend', 'REQ 4'));
		expect(out).toMatchObject({ alreadyExisted: false, status: 'shipped' });
	});

	it('with other goods is an error that shows what is there', async () => {
		await scene.output(movement('createAndSend', 'REQ 5'));
		const before = scene.stock(north);
		expect(await scene.failure(movement('createAndSend', 'req 5', 8))).toMatch(
			/has a stock movement with the reference "req 5" already, with other content.*7 of 10001/,
		);
		expect(await scene.failure(movement('create', 'REQ 5', 8))).toMatch(/other content/);
		expect(changes(before, scene.stock(north))).toEqual({});
	});

	it('with other goods in two processes leaves one movement, and tells the other run so', async () => {
		const runs = await Promise.all([
			scene.run(movement('createAndSend', 'REQ 6', 3)),
			other.run(movement('createAndSend', 'REQ 6', 4)),
		]);
		expect(withReference('REQ 6')).toHaveLength(1);
		const failed = runs.filter(({ error }) => error !== undefined);
		expect(failed).toHaveLength(1);
		expect(failed[0].error?.message).toMatch(/with other content/);
		expect(failed[0].error?.description).toMatch(/Use another reference/);
	});

	it('keeps its mark when the description is changed', async () => {
		const [made] = await scene.output(movement('create', 'REQ 7'));
		await scene.output(
			op('update', {
				stockMovement: { __rl: true, mode: 'id', value: made.id },
				fields: { description: 'for ward 3' },
			}),
		);
		const [again] = await scene.output(movement('create', 'REQ 7'));
		expect(again).toMatchObject({
			id: made.id,
			alreadyExisted: true,
			description: 'REQ 7 for ward 3',
		});
	});
});
