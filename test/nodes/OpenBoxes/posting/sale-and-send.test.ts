import { leaveOutRequestsUnderWay } from '../../../engine/clock';
import { at, json, op } from '../../../hospital/movements';
import { id, Scene } from '../../../hospital/scene';

let scene: Scene;
afterEach(async () => await scene.close());

describe.each(['0.9.6', '0.9.8'] as const)(
	'a sale while the same goods are being sent (%s)',
	(kind) => {
		it('does not sell what the shipment takes, though the server does not show it yet', async () => {
			scene = await Scene.open({ kind });
			const hold = scene.sandbox.overlap.hold({ method: 'POST', path: 'fulfillments$' }, 1);
			const sending = scene.run(
				op('createAndSend', {
					destination: at('central'),
					...json([{ productId: id.products['10003'], quantity: 10 }]),
					options: { reference: 'REQ-1' },
				}),
			);
			await hold.reached();
			leaveOutRequestsUnderWay();
			const selling = scene.run({
				resource: 'transaction',
				operation: 'debit',
				reference: 'SALE-1',
				...json([{ productCode: '10003', quantity: 5 }]),
				options: { source: 'TILL1' },
			});
			const sale = await selling;
			hold.release();
			expect((await sending).error?.message).toBeUndefined();
			expect(sale.error?.message).toMatch(/5 wanted, 2 in stock/);
			expect(scene.stock()['10003 MOR-1 Shelf 1']).toBe(2);
		});
	},
);
