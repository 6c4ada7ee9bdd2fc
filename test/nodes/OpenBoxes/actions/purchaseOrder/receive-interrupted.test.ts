import { expectExactlyOnce, TWO_LINES } from './delivery-trial';
import type { Kind } from '../../../../sandbox';

describe('a delivery that is stopped at any of its calls and run again', () => {
	it.each<Kind>(['0.9.0', '0.9.3', '0.9.8', 'documented'])(
		'is booked exactly once on %s',
		async (kind) => {
			// The documented kind counts in the unit of the order: 10 boxes are open there.
			const [first, second] = TWO_LINES;
			const lines = [{ ...first, quantity: kind === 'documented' ? 7 : first.quantity }, second];
			await expectExactlyOnce(kind, { lines });
		},
		120_000,
	);
});
