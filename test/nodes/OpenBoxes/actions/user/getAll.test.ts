import { KINDS, Scene } from '../../../../hospital/scene';

const operation = { resource: 'user', operation: 'getAll', returnAll: true };

describe.each(KINDS)('users on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const names = async (filters: object, more: object = {}): Promise<unknown[]> =>
		(await scene.output({ ...operation, filters: { ...filters }, ...more })).map(
			({ username }) => username,
		);

	it('are all, or as many as asked for', async () => {
		expect(await names({})).toEqual(expect.arrayContaining(['till', 'viewer', 'manager']));
		expect(await names({}, { returnAll: false, limit: 2 })).toHaveLength(2);
		const [row] = await scene.output({ ...operation, simplify: false });
		expect(JSON.stringify(row)).not.toMatch(/password/i);
	});

	it('are found by name', async () => {
		expect(await names({ text: 'véra' })).toEqual(['viewer']);
	});

	it('are those with a role', async () => {
		expect(await names({ role: 'ROLE_MANAGER' })).toEqual(['manager']);
	});

	it('are those who can no longer log in', async () => {
		const inactive = { ...operation, filters: { active: false } };
		if (kind === 'documented')
			expect(await scene.failure(inactive)).toMatch(/does not tell which users are active/);
		else expect(await names({ active: false })).toEqual(['former']);
	});
});
