import { process } from '../platform';
import { isKind, type Kind } from '../sandbox/versions';
import { casesOf, Trial } from './cases';
import type { ReferencedWrite } from './operations';

/** `EVERY_WRITE_KIND=0.9.0 npx jest test/exactly-once` tries another server. */
function kindOfTests(): Kind {
	const kind = process.env.EVERY_WRITE_KIND ?? '0.9.8';
	if (!isKind(kind)) throw new Error(`EVERY_WRITE_KIND: no server is of the kind ${kind}`);
	return kind;
}

/** Every case of these operations; `docs/exactly-once.md` names the tests. */
export function testEveryCase(writes: readonly ReferencedWrite[]): void {
	const kind = kindOfTests();
	const here = writes.filter(({ notOn }) => !notOn?.includes(kind));
	// A file without any test would fail.
	if (here.length === 0) it.skip(`cannot be tried on ${kind}`, () => undefined);
	for (const write of here) testAll(kind, write);
}

function testAll(kind: Kind, write: ReferencedWrite): void {
	describe(write.name, () => {
		let trial: Trial;
		beforeAll(async () => {
			trial = await Trial.start(kind, write);
		});
		afterAll(async () => await trial.ground.close());

		it.each(casesOf(write))(
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
