import type { INodeParameters } from 'n8n-workflow';
import { at, draft, json, on, op } from '../../../hospital/movements';
import { id, Scene } from '../../../hospital/scene';
import type { NodeRun } from '../../../engine/run';

let scene: Scene;
let other: Scene;

afterEach(async () => await scene.close());

const morphine = id.products['10003'];

/** Of morphine, of which the pharmacy has 12. */
const ship = (quantity: number, reference: string): INodeParameters =>
	op('createAndSend', {
		destination: at('central'),
		...json([{ productId: morphine, quantity }]),
		options: { reference },
	});

const sell = (quantity: number, reference: string): INodeParameters => ({
	resource: 'transaction',
	operation: 'debit',
	reference,
	...json([{ productCode: '10003', quantity }]),
	options: { source: 'TILL1' },
});

const messageOf = ({ error, output }: NodeRun): string =>
	error?.message ?? String(output[0].json.status);

const left = (): number => scene.stock()['10003 MOR-1 Shelf 1'] ?? 0;

describe.each(['0.9.8', '0.9.6'] as const)(
	'goods are sent while other n8n sell them (%s)',
	(kind) => {
		it('what another n8n has just sold is not sent, though the server shows it still', async () => {
			scene = await Scene.open({ kind });
			other = await Scene.apart(scene);
			expect(messageOf(await other.run(sell(10, 'SOLD')))).toBe('posted');
			expect(messageOf(await scene.run(ship(5, 'REQ-1')))).toMatch(/5 wanted, 2 in stock/);
			expect(messageOf(await scene.run(ship(2, 'REQ-2')))).toBe('shipped');
			expect(left()).toBe(0);
		});

		it('what another n8n has just sent is not sold', async () => {
			scene = await Scene.open({ kind });
			other = await Scene.apart(scene);
			expect(messageOf(await other.run(ship(10, 'REQ-1')))).toBe('shipped');
			expect(messageOf(await scene.run(sell(5, 'MORE')))).toMatch(/5 wanted, \d in stock/);
			// What is promised follows some seconds later on every version; nobody is refused for that.
			expect(messageOf(await scene.run(sell(2, 'REST')))).toBe('posted');
			expect(left()).toBe(0);
		});

		it('at the same moment the sale gives way: goods that left cannot be called back', async () => {
			scene = await Scene.open({ kind });
			other = await Scene.apart(scene);
			const ofShipment = scene.sandbox.overlap.hold({ method: 'POST', path: 'fulfillments$' }, 1);
			const sending = other.run(ship(10, 'REQ-1'));
			await ofShipment.reached();
			const ofSale = scene.sandbox.overlap.hold(
				{ method: 'POST', path: 'generic/transaction$' },
				1,
			);
			const sale = scene.run(sell(5, 'SALE'));
			await ofSale.reached();
			ofShipment.release();
			ofSale.release();
			expect(messageOf(await sending)).toBe('shipped');
			expect(messageOf(await sale)).toMatch(/5 wanted, \d in stock/);
			expect(left()).toBe(2);
		});
	},
);

describe.each(['0.9.8', '0.9.6', '0.9.3', '0.9.0'] as const)('right after Send (%s)', (kind) => {
	it.each(['the same n8n', 'another n8n'])('what is left is sold, sent by %s', async (by) => {
		scene = await Scene.open({ kind });
		other = await Scene.apart(scene);
		const places = { from: 'pharmacy', to: 'ward' };
		const movement = await draft(scene, [{ productId: morphine, quantity: 10 }], places);
		const sender = by === 'another n8n' ? other : scene;
		expect(messageOf(await sender.run(on(movement, 'send')))).toBe('shipped');
		expect(messageOf(await scene.run(sell(3, 'MORE')))).toMatch(/3 wanted, \d in stock/);
		expect(messageOf(await scene.run(sell(2, 'REST')))).toBe('posted');
		expect(left()).toBe(0);
	});
});
