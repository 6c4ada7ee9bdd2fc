import { KINDS, Scene } from '../../../../hospital/scene';

const operation = {
	resource: 'user',
	operation: 'create',
	username: 'nina',
	firstName: 'Nina',
	lastName: 'Nurse',
	email: 'nina@example.org',
};

describe.each(KINDS.filter((kind) => kind !== 'documented'))('a new user on %s', (kind) => {
	it('cannot be made, and where it can is told', async () => {
		const scene = await Scene.open({ kind });
		try {
			expect(await scene.failure(operation)).toMatch(
				/This OpenBoxes has no call that makes users.*web pages/,
			);
		} finally {
			await scene.close();
		}
	});
});

describe('a new user on documented', () => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind: 'documented' });
	});
	afterEach(async () => await scene.close());

	const users = (): number =>
		scene.sandbox.world.store
			.table('user')
			.all()
			.filter(({ username }) => username === 'nina').length;

	it('is made once', async () => {
		const [made] = await scene.output(operation);
		expect(made).toMatchObject({ username: 'nina', email: 'nina@example.org', existed: false });
		expect(await scene.output(operation)).toMatchObject([{ id: made.id, existed: true }]);
		expect(users()).toBe(1);
	});

	it('of the name of somebody else is refused', async () => {
		await scene.output(operation);
		expect(await scene.failure({ ...operation, lastName: 'Other' })).toMatch(
			/a user "nina" already, with other content: its lastName is "Nurse"/,
		);
	});

	it('needs a name', async () => {
		expect(await scene.failure({ ...operation, username: ' ' })).toMatch(/"User Name" is missing/);
		expect(users()).toBe(0);
	});
});
