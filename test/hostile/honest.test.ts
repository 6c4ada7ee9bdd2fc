import { Scene } from '../hospital/scene';
import { OPERATIONS } from './steps';

/** On a server that nobody spoils, what the hostile runs do is right: else they would only try refusals. */
describe('the steps of the hostile runs', () => {
	let central: Scene;
	let pharmacy: Scene;
	beforeAll(async () => {
		central = await Scene.open({ at: 'central', user: 'manager' });
		pharmacy = await Scene.beside(central, 'pharmacy', 'manager');
	});
	afterAll(async () => await central.close());

	it.each(OPERATIONS.map((step, run) => ({ ...step, run })))(
		'$name succeeds',
		async ({ at, parameters, run }) => {
			const ground = { central, pharmacy, run };
			const scene = at === 'central' ? central : pharmacy;
			await scene.output(await parameters(ground));
		},
	);
});
