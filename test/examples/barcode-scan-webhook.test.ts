import { resolve } from '../platform';
import { jsonParse } from 'n8n-workflow';
import { runWorkflow } from '../engine/run';
import { id, Scene } from '../hospital/scene';

const workflow = resolve(module.path, '../../examples/barcode-scan-webhook.json');

describe('what a mobile app scans', () => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ at: 'central' });
	});
	afterEach(async () => await scene.close());

	const scan = async (lines: object[]): Promise<Record<string, unknown>> => {
		const body = { scan: 'SCAN-17', to: '464QZP', lines };
		const run = await runWorkflow(scene.engine, workflow, { input: [{ body }] });
		expect(run.error).toBeUndefined();
		const sent = scene.engine.recorded.splice(0);
		expect(sent).toHaveLength(1);
		return jsonParse(String(sent[0].parameters.responseBody));
	};

	it('becomes one movement, also when it is sent twice', async () => {
		const lines = [{ barcode: '0012345678905', quantity: 20 }];
		const first = await scan(lines);
		expect(first).toEqual({ movement: expect.any(String), existed: false });
		expect(await scan(lines)).toEqual({ movement: first.movement, existed: true });
		const { store } = scene.sandbox.world;
		const lines2 = store.table('requisitionItem').by('product', id.products['10001']);
		expect(lines2.filter(({ quantity }) => quantity === 20)).toHaveLength(1);
	});

	it('that is unknown is told to the app', async () => {
		expect(await scan([{ barcode: '9999999999994', quantity: 1 }])).toEqual({
			error: expect.stringMatching(/9999999999994/),
		});
	});
});
