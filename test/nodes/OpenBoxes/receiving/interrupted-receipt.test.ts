import type { Kind } from '../../../sandbox';
import { arrived, MovementTrial } from './movement-trial';

let trial: MovementTrial;
afterEach(async () => await trial.close());

describe('a receipt of a stock movement that is stopped at any of its calls', () => {
	it.each<Kind>(['0.9.0', '0.9.6', '0.9.8'])(
		'is booked exactly once on %s',
		async (kind) => {
			trial = await MovementTrial.start(kind);
			await trial.expectSameEnd(async () => await trial.sentMovement(), arrived);
		},
		120_000,
	);
});
