import { runNode } from '../../../engine/run';
import { OPERATIONS } from '../../../hospital/steps';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { filled, n8n, NEEDED } from './filled-forms';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

describe('what is fatal for all stops once', () => {
	const items = Array.from({ length: 12 }, (_, index) => ({ ref: `F-${index}` }));

	it.each(OPERATIONS.map((one) => [one.name, one] as const))(
		'%s with a wrong password logs in once',
		async (name, { plain }) => {
			const engine = await n8n(sandbox.url, { password: 'wrong' });
			sandbox.reset();
			const { output } = await runNode(engine, {
				type: 'openBoxes',
				parameters: filled(name, { ...plain(1), ...NEEDED[name] }),
				items,
				continueOnFail: true,
			});
			const { routes } = sandbox.state().requests;
			const [[route, count], ...others] = [...Object.entries(routes), ['', 0] as const];
			// An operation that finds its fields wanting does not log in at all.
			expect(others.length + count).toBe(route === '' ? 0 : 2);
			expect(route).toMatch(/login|^$/);
			expect(output).toHaveLength(items.length);
			const words = count === 0 ? /./ : /password/;
			expect(output.filter(({ json }) => !words.test(String(json.error)))).toEqual([]);
		},
	);
});
