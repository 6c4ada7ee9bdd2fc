import { draft, gloves, ibuprofen, json, on, costOf } from '../../../../hospital/movements';
import { changes, id, Scene } from '../../../../hospital/scene';

const { pharmacy } = id.locations;

describe.each(['0.9.0', '0.9.3', '0.9.8'] as const)('sending on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind, at: 'pharmacy' });
	});
	afterEach(async () => await scene.close());

	const toWard = { from: 'pharmacy', to: 'ward' };

	it('never ships expired stock, although the server would pick it first', async () => {
		const before = scene.stock(pharmacy);
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 80 }], toWard);
		let out = {};
		const cost = await costOf(scene, async () => {
			[out] = await scene.output(on(movement, 'send'));
		});
		expect(out).toMatchObject({
			status: 'shipped',
			linesPickedAnew: 1,
			sentLots: [
				{ lotNumber: 'IBU-A', quantity: 40 },
				{ lotNumber: 'IBU-B', quantity: 40 },
			],
		});
		const moved = changes(before, scene.stock(pharmacy));
		expect(Object.keys(moved).join()).not.toContain('IBU-X');
		expect(Object.values(moved).reduce((a, b) => a + b, 0)).toBe(-80);
		// Read, pick, read the picks, correct one line, pack, read back, ship, read back.
		expect(cost).toBeLessThanOrEqual(8);
	});

	it('ships the lot and bin that are given', async () => {
		const before = scene.stock(pharmacy);
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 50 }], toWard);
		const lots = [{ productId: ibuprofen, quantity: 50, lot: 'IBU-B', bin: 'Shelf 2' }];
		const [out] = await scene.output(on(movement, 'send', json(lots)));
		expect(out.sentLots).toMatchObject([{ lotNumber: 'IBU-B', binLocation: 'Shelf 2' }]);
		expect(changes(before, scene.stock(pharmacy))).toEqual({ '10001 IBU-B Shelf 2': -50 });
	});

	it.each<[string, number, object[] | undefined, RegExp]>([
		[
			'more than may be given out',
			660,
			undefined,
			/660 wanted, 600 in stock \(70 more are expired\)/,
		],
		[
			'an expired lot',
			5,
			[{ productId: ibuprofen, quantity: 5, lot: 'IBU-X' }],
			/0 in stock of lot IBU-X \(\d+ more are expired\)/,
		],
		[
			'a lot that is not there',
			5,
			[{ productId: ibuprofen, quantity: 5, lot: 'NOPE' }],
			/no lot "NOPE" in stock/,
		],
		[
			'a lot of a product that is no line',
			5,
			[{ productId: gloves, quantity: 5 }],
			/no line asks for product/,
		],
		[
			'lots for less than the line',
			5,
			[{ productId: ibuprofen, quantity: 4, lot: 'IBU-A' }],
			/the line asks for 5/,
		],
	])('refuses %s, and reserves nothing', async (_, quantity, lots, reason) => {
		const before = scene.stock(pharmacy);
		const movement = await draft(scene, [{ productId: ibuprofen, quantity }], toWard);
		const parameters = lots === undefined ? {} : json(lots);
		expect(await scene.failure(on(movement, 'send', parameters))).toMatch(reason);
		expect(changes(before, scene.stock(pharmacy))).toEqual({});
		const [after] = await scene.output(on(movement, 'get'));
		expect(after.status).toBe('picking');
		expect(after.lineItems).toMatchObject([{ quantityPicked: 0 }]);
		// Another movement can have all of it.
		const other = await draft(scene, [{ productId: ibuprofen, quantity: 600 }], toWard);
		expect((await scene.output(on(other, 'send')))[0].status).toBe('shipped');
	});

	it('writes type, dates, tracking, driver and comments of the shipment', async () => {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }], toWard);
		const shipment = {
			shipmentType: { __rl: true, mode: 'id', value: '3' },
			expectedDelivery: '2099-01-05',
			trackingNumber: 'T-1',
			driverName: 'Dora',
			comments: 'fragile',
		};
		const [out] = await scene.output(on(movement, 'send', { shipment }));
		expect(out).toMatchObject({
			status: 'shipped',
			shipmentType: { id: '3', name: 'Land' },
			trackingNumber: 'T-1',
			driverName: 'Dora',
			comments: 'fragile',
		});
		expect(out.expectedDelivery).toMatch(/^2099-01-05/);
	});

	it('tells what has left already instead of sending it again, and refuses other lots for it', async () => {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }], toWard);
		const [sent] = await scene.output(on(movement, 'send'));
		const before = scene.stock(pharmacy);
		const [again] = await scene.output(on(movement, 'send'));
		expect([sent.alreadySent, again.alreadySent]).toEqual([false, true]);
		expect(again).toMatchObject({ status: 'shipped', sentLots: [{ quantity: 5 }] });
		const lots = json([{ productId: gloves, quantity: 5 }]);
		expect(await scene.failure(on(movement, 'send', lots))).toMatch(/it is shipped.*second time/);
		expect(changes(before, scene.stock(pharmacy))).toEqual({});
	});

	it('refuses a movement without lines and a ship date in the future', async () => {
		const movement = await draft(scene, [], toWard);
		expect(await scene.failure(on(movement, 'send'))).toMatch(/no lines/);
		const shipment = { dateShipped: '2099-01-01T00:00:00Z' };
		expect(await scene.failure(on(movement, 'send', { shipment }))).toMatch(/in the future/);
	});

	it.each([
		['cut before commit', '/status', 0],
		['cut after commit', '/status', 0],
		['cut before commit', '/status', 1],
		['cut after commit', '/status', 1],
		['cut before commit', '/status', 2],
		['cut after commit', '/status', 2],
		['5xx after commit', '/status', 2],
		['cut after commit', 'updatePicklist', 0],
	] as const)('ships once when a step is %s (%s, step %i)', async (fault, path, skip) => {
		const before = scene.stock(pharmacy);
		const movement = await draft(scene, [{ productId: ibuprofen, quantity: 80 }], toWard);
		scene.sandbox.faults.next({ kind: fault, method: 'POST', path, skip });
		const [out] = await scene.output(on(movement, 'send'));
		expect(out.status).toBe('shipped');
		const moved = Object.values(changes(before, scene.stock(pharmacy)));
		expect(moved.reduce((a, b) => a + b, 0)).toBe(-80);
	});

	it('books a draft of last week on the day it is sent', async () => {
		const movement = await draft(scene, [{ productId: gloves, quantity: 5 }], toWard);
		scene.sandbox.advance(7 * 86_400_000);
		const [out] = await scene.output(on(movement, 'send'));
		const today = new Date(scene.sandbox.world.clock.now()).toISOString().slice(0, 10);
		expect(String(out.dateShipped).slice(0, 10)).toBe(today);
	});
});
