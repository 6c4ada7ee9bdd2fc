import { expectExactlyOnce, sendBySupplier } from './delivery-trial';
import type { Kind } from '../../../../sandbox';

describe('a delivery of which a part is on the way, stopped at any of its calls and run again', () => {
	it.each<Kind>(['0.9.0', '0.9.8'])(
		'is booked exactly once on %s',
		async (kind) => {
			await expectExactlyOnce(kind, {
				lines: [
					{
						productCode: '20001',
						quantity: 300,
						lot: 'AMX-S',
						expirationDate: '2030-01-31',
						bin: 'A-01',
					},
				],
				prepare: async (sandbox) => await sendBySupplier(sandbox, 200),
			});
		},
		120_000,
	);
});
