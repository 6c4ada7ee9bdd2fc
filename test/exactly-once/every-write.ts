import { process } from '../platform';
import { isKind } from '../sandbox/versions';
import { CASES, Trial } from './cases';
import type { ReferencedWrite } from './operations';

/** `EVERY_WRITE_KIND=0.9.0 npx jest test/exactly-once` tries another server. */
function kindOfTests() {
	const kind = process.env.EVERY_WRITE_KIND ?? '0.9.8';
	if (!isKind(kind)) throw new Error(`EVERY_WRITE_KIND: no server is of the kind ${kind}`);
	return kind;
}

/** Every case of these operations; `docs/exactly-once.md` names the tests. */
export function testEveryCase(writes: readonly ReferencedWrite[]): void {
	describe.each(writes)('$name', (write) => {
		let trial: Trial;
		beforeAll(async () => {
			trial = await Trial.start(kindOfTests(), write);
		});
		afterAll(async () => await trial.ground.close());

		it.each(Object.entries(CASES))(
			'%s',
			async (_, play) => {
				trial.wrong.length = 0;
				await play(trial);
				expect(trial.wrong).toEqual([]);
			},
			120_000,
		);
	});
}
