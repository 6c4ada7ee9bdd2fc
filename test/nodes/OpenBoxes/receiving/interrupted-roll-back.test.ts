import { on } from '../../../hospital/movements';
import type { Kind } from '../../../sandbox';
import { arrived, MovementTrial } from './movement-trial';

let trial: MovementTrial;
afterEach(async () => await trial.close());

describe('a roll back of receipts and sending that is stopped at any of its calls', () => {
	it.each<Kind>(['0.9.0', '0.9.6', '0.9.8'])(
		'is done when run again on %s',
		async (kind) => {
			trial = await MovementTrial.start(kind);
			const before = trial.left();
			const end = await trial.expectSameEnd(
				async () => {
					const movement = await trial.sentMovement();
					await trial.output(arrived(movement));
					return movement;
				},
				(movement) => on(movement, 'rollBack', { undo: 'beforeSending' }),
			);
			expect(end).toEqual(before);
		},
		120_000,
	);
});
