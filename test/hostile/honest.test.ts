import { openPlaces } from '../hospital/ground';
import type { Scene } from '../hospital/scene';
import { OPERATIONS } from '../hospital/steps';

/** Only hosted servers have the call. */
const NOT_HERE: Record<string, RegExp> = { 'user.create': /no call that makes users/ };

/** On a server that nobody spoils, what the hostile runs do is right: else they would only try refusals. */
describe('the steps of the hostile runs', () => {
	let central: Scene;
	let pharmacy: Scene;
	beforeAll(async () => {
		({ central, pharmacy } = await openPlaces());
	});
	afterAll(async () => await central.close());

	it.each(OPERATIONS.map((step, run) => ({ ...step, run })))(
		'$name succeeds',
		async ({ name, at, parameters, run }) => {
			const ground = { central, pharmacy, run };
			const scene = at === 'central' ? central : pharmacy;
			const { error } = await scene.run(await parameters(ground));
			expect(error?.message ?? 'done').toMatch(NOT_HERE[name] ?? /^done$/);
		},
	);
});
