import { locator } from '../../../../hospital/movements';
import { id, Scene } from '../../../../hospital/scene';

const operation = { resource: 'category', operation: 'create' };

describe.each(['0.9.0', '0.9.8'] as const)('a new category on %s', (kind) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
	});
	afterAll(async () => await scene.close());

	const named = (name: string): number =>
		scene.sandbox.world.store
			.table('category')
			.all()
			.filter((row) => row.name === name).length;

	it('lies where it was asked for, and is found when it is asked for again', async () => {
		const parent = locator(id.categories.Antibiotics);
		const asked = { ...operation, name: 'Cephalosporins', parent };
		const [made] = await scene.output(asked);
		expect(made).toMatchObject({
			path: 'Antibiotics › Cephalosporins',
			parentId: id.categories.Antibiotics,
			existed: false,
		});
		const [again] = await scene.output({ ...asked, name: ' cephalosporins ' });
		expect(again).toMatchObject({ id: made.id, existed: true });
		expect(named('Cephalosporins')).toBe(1);
	});

	it('takes the name of its parent, and may have the name of one elsewhere', async () => {
		const [top] = await scene.output({ ...operation, name: 'Syrups' });
		const [below] = await scene.output({
			...operation,
			name: 'Syrups',
			parent: locator('Analgesics', 'id'),
		});
		expect(below).toMatchObject({ parentName: 'Analgesics', existed: false });
		expect(below.id).not.toBe(top.id);
		expect(await scene.failure({ ...operation, name: 'X', parent: locator('Syrups') })).toMatch(
			/"Syrups" is the name of 2 categories: .*Choose it from the list/,
		);
	});

	it('is refused without a name, and below one that is unknown', async () => {
		expect(await scene.failure({ ...operation, name: ' ' })).toMatch(/name is missing/);
		expect(await scene.failure({ ...operation, name: 'X', parent: locator('nope') })).toMatch(
			/OpenBoxes has no category "nope"/,
		);
		expect(named('X')).toBe(0);
	});
});

it('cannot be made on a server whose documents name no such call', async () => {
	const scene = await Scene.open({ kind: 'documented' });
	try {
		expect(await scene.failure({ ...operation, name: 'Syrups' })).toMatch(
			/This server does not offer a call that makes categories/,
		);
	} finally {
		await scene.close();
	}
});
