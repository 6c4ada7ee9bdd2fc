import { resolve } from '../platform';
import type { IDataObject } from 'n8n-workflow';
import { runWorkflow, type Run } from '../engine/run';
import { changes, id, Scene } from '../hospital/scene';

const workflow = resolve(module.path, '../../examples/transfer-request-approve-ship.json');
const { pharmacy, ward } = id.locations;

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)(
	'the example workflow of a request on %s',
	(kind) => {
		let scene: Scene;
		beforeEach(async () => {
			scene = await Scene.open({ kind, at: 'pharmacy' });
			const { store } = scene.sandbox.world;
			const place = store.get('location', pharmacy);
			if (!place) throw new Error('no pharmacy');
			const activities = place.supportedActivities as string[];
			store.update('location', place, { supportedActivities: [...activities, 'APPROVE_REQUEST'] });
		});
		afterEach(async () => await scene.close());

		const run = async (startNode: string, body: object): Promise<Run> => {
			const done = await runWorkflow(scene.engine, workflow, { startNode, input: [{ body }] });
			expect(done.error).toBeUndefined();
			return done;
		};
		const first = (done: Run, node: string): IDataObject => done.items[node]?.[0]?.[0]?.json ?? {};

		const ask = async (): Promise<IDataObject> =>
			first(
				await run('The Ward Asks', {
					request: 'WARD-A-17',
					from: '464QZP',
					to: '818MKA',
					lines: [{ productCode: '10001', quantity: 20 }],
				}),
				'Submit It for Approval',
			);

		it('ships what the store keeper approves, never an expired lot', async () => {
			const request = await ask();
			expect(request).toMatchObject({ status: 'pendingApproval', destination: { id: ward } });
			const before = scene.stock(pharmacy);
			const done = await run('The Store Keeper Decides', { movement: request.id, approved: true });
			expect(first(done, 'Ship It')).toMatchObject({ status: 'shipped' });
			expect(changes(before, scene.stock(pharmacy))).toEqual({ '10001 IBU-A Shelf 1': -20 });
		});

		it('ships nothing that the store keeper rejects', async () => {
			const request = await ask();
			const before = scene.stock(pharmacy);
			const decision = { movement: request.id, approved: false, reason: 'none to spare' };
			const done = await run('The Store Keeper Decides', decision);
			expect(first(done, 'Reject')).toMatchObject({ status: 'rejected' });
			expect(changes(before, scene.stock(pharmacy))).toEqual({});
		});

		it('creates a request that comes twice once', async () => {
			await ask();
			const again = await run('The Ward Asks', {
				request: 'WARD-A-17',
				from: '464QZP',
				to: '818MKA',
				lines: [{ productCode: '10001', quantity: 20 }],
			});
			expect(first(again, 'Create the Request')).toMatchObject({ alreadyExisted: true });
			expect(scene.sandbox.world.store.table('requisition').all()).toHaveLength(1);
		});
	},
);
