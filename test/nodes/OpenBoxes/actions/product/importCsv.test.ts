import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../../engine/run';
import { id, KINDS, Scene } from '../../../../hospital/scene';

const ask = (csv: string): INodeParameters => ({
	...{ resource: 'product', operation: 'importCsv', enable: true },
	...{ csvFrom: 'text', csv },
});
const FILE =
	'Product Code,Name,Category,Unit Cost\nZN-20,Zinc 20mg,Supplies,0.2\n20003,Cipro 500mg,,\n';

describe.each(KINDS)('products of a CSV file on %s', (kind) => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open({ kind });
	});
	afterEach(async () => await scene.close());

	const names = (): string[] =>
		scene.sandbox.world.store
			.table('product')
			.all()
			.map(({ name }) => String(name));
	const writes = (): number =>
		Object.entries(scene.sandbox.requests.routes)
			.filter(([route]) => /^(POST|PUT) .*product(s)?(\/:id)?$/.test(route))
			.reduce((sum, [, count]) => sum + count, 0);

	it('are made and changed; the same file again changes nothing', async () => {
		const category = scene.sandbox.world.store.get('product', id.products['20003'])?.category;
		expect(await scene.output(ask(FILE))).toMatchObject([
			{ row: 2, productCode: 'ZN-20', name: 'Zinc 20mg', status: 'created' },
			{ row: 3, productCode: '20003', name: 'Cipro 500mg', status: 'updated' },
		]);
		const product = scene.sandbox.world.store.get('product', id.products['20003']);
		expect(product).toMatchObject({ name: 'Cipro 500mg', category });
		const before = writes();
		const again = await scene.output(ask(FILE));
		expect(again.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
		expect(writes()).toBe(before);
		expect(names().filter((name) => name === 'Zinc 20mg')).toHaveLength(1);
	});

	it('come from a binary field, as other nodes take them', async () => {
		const run = async (text: Buffer, field = 'data') =>
			await runNode(scene.engine, {
				type: 'openBoxes',
				parameters: {
					...{ resource: 'product', operation: 'importCsv', enable: true },
					binaryPropertyName: field,
				},
				binary: { data: { data: text.toString('base64'), mimeType: 'text/csv' } },
			});
		const { output } = await run(Buffer.from(`\uFEFF${FILE.replaceAll(',', ';')}`));
		expect(output.map(({ json }) => json.status)).toEqual(['created', 'updated']);
		expect((await run(Buffer.from('x'), 'file')).error?.message).toMatch(/no file in "file"/);
		const latin = await run(Buffer.from('Code,Name\n20003,Cr\xe8me\n', 'latin1'));
		expect(latin.error?.message).toMatch(/not written in UTF-8/);
	});

	it('that are wrong in any row leave everything as it was, and every row is named', async () => {
		const before = names();
		const csv = 'Code,Name,Category\n1,New,Supplies\n20003,Cipro,Nowhere\n77777,,\n77778,Iron,\n';
		expect(await scene.failure(ask(csv))).toMatch(
			/row 3: OpenBoxes has no category "Nowhere".*Nothing of it was written/,
		);
		expect(await scene.failure(ask(csv.replace('Nowhere', 'Supplies')))).toMatch(
			/row 4: .*needs a name; row 5: .*needs a category/,
		);
		expect(names()).toEqual(before);
		expect(writes()).toBe(0);
	});

	it('that the server refuses stop at the row, by name; the next run goes on', async () => {
		scene.sandbox.faults.next({ kind: 'cut before commit', method: 'PUT' });
		expect(await scene.failure(ask(FILE))).toMatch(
			/^Row 3: .*Rows done before it: 1. Run it again: what is done stays/,
		);
		expect(await scene.output(ask(FILE))).toMatchObject([
			{ status: 'unchanged' },
			{ status: 'updated' },
		]);
	});
});
