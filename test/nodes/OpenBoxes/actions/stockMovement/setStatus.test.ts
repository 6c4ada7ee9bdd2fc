import { draft, ibuprofen, on } from '../../../../hospital/movements';
import { changes, id, Scene } from '../../../../hospital/scene';

const { north } = id.locations;

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('setting the status on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'north' });
	});
	afterEach(async () => await scene.close());

	it('goes step by step from draft to shipped', async () => {
		const before = scene.stock(north);
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
		for (const status of ['requested', 'picking', 'picked', 'packed', 'shipped']) {
			const [out] = await scene.output(on(movement, 'setStatus', { status }));
			expect(out.status).toBe(status);
		}
		expect(changes(before, scene.stock(north))).toEqual({ '10001 IBU-B N-01': -10 });
	});

	it.each([
		['draft', 'shipped', /Possible now: "requested", "picking"/],
		['draft', 'picked', /Possible now: "requested", "picking"/],
		['draft', 'approved', /Possible now/],
		['requested', 'shipped', /Possible now: "picking"/],
		['picking', 'requested', /Possible now: "picked", "packed"/],
		['picking', 'shipped', /Possible now: "picked", "packed"/],
		['picked', 'picking', /Possible now: "packed", "shipped"/],
		['shipped', 'picked', /no other status to set.*Receive.*Roll Back/],
		['shipped', 'shipped', /no other status to set/],
	])('from %s to %s is refused with what is possible', async (from, to, reason) => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
		const way = ['requested', 'picking', 'picked', 'packed', 'shipped'];
		for (const status of way.slice(0, way.indexOf(from) + 1))
			await scene.output(on(movement, 'setStatus', { status }));
		const before = scene.stock(north);
		expect(await scene.failure(on(movement, 'setStatus', { status: to }))).toMatch(reason);
		const [after] = await scene.output(on(movement, 'get'));
		expect(after.status).toBe(from);
		expect(changes(before, scene.stock(north))).toEqual({});
	});

	it.each(['PICKING', 'Pending Approval', 'picking ', 'garbage', ['picking'], 7])(
		'refuses the status %j of an expression and names those there are',
		async (status) => {
			const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
			const chosen = on(movement, 'setStatus', { status: '={{ $json.status }}' });
			expect(await scene.failure(chosen, [{ status }])).toMatch(
				/is no choice of "Status": give one of approved, packed, .*picking, rejected/,
			);
			const [after] = await scene.output(on(movement, 'get'));
			expect(after.status).toBe('draft');
		},
	);

	it('takes a status of an expression, and asks for a reason only when it rejects', async () => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
		const chosen = on(movement, 'setStatus', { status: '={{ $json.status }}' });
		expect(await scene.failure(chosen, [{ status: 'rejected' }])).toMatch(/"Reason" is empty/);
		const [out] = await scene.output(chosen, [{ status: 'requested' }]);
		expect(out.status).toBe('requested');
	});

	it('packs a delivery of a supplier without picking', async () => {
		const lines = [{ productId: ibuprofen, quantity: 10 }];
		const movement = await draft(scene, lines, { from: 'medsupply', to: 'north' });
		expect(await scene.failure(on(movement, 'setStatus', { status: 'picking' }))).toMatch(
			/Possible now: "requested", "packed"/,
		);
		await scene.output(on(movement, 'setStatus', { status: 'packed' }));
		const [out] = await scene.output(on(movement, 'setStatus', { status: 'shipped' }));
		expect(out.status).toBe('shipped');
	});

	it('says it once when the server saved but the answer was cut off', async () => {
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 10 }]);
		scene.sandbox.faults.next({ kind: 'cut after commit', method: 'POST', path: '/status' });
		const [out] = await scene.output(on(movement, 'setStatus', { status: 'requested' }));
		expect(out.status).toBe('requested');
	});
});
