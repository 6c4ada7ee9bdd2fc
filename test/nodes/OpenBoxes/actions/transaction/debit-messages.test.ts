import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { savedText } from '../../../../engine/run-error';
import { Scene } from '../../../../hospital/scene';

const DEBIT: INodeParameters = {
	resource: 'transaction',
	operation: 'debit',
	reference: '={{ $json.receipt }}',
	linesFrom: 'json',
	linesJson: '={{ $json.lines }}',
	options: { source: 'TILL1' },
};

const sale = (receipt: string, ...lines: IDataObject[]): IDataObject => ({ receipt, lines });

const POST = { path: 'generic/transaction$', method: 'POST' };

describe('what a user reads when a sale fails', () => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open();
	});
	afterEach(async () => await scene.close());

	const told = async (items: IDataObject[], more: INodeParameters = {}): Promise<string[]> => {
		const run = await scene.run({ ...DEBIT, ...more }, { items, continueOnFail: true });
		return run.output.map(({ json }) => String(json.error ?? json.status));
	};

	it('names all unknown products of the sale at once', async () => {
		const [text] = await told([
			sale(
				'U-1',
				{ productCode: 'nix', quantity: 1 },
				{ productCode: '10001', quantity: 1 },
				{ barcode: '4711471147114', quantity: 1 },
			),
		]);
		expect(text).toMatch(/line 1: The product code "nix" is unknown.*; line 3: The barcode "4711/);
	});

	it('names all lines that are short, and the lot that is wrong beside them', async () => {
		const [text] = await told([
			sale(
				'U-2',
				{ productCode: '10001', quantity: 5000 },
				{ productCode: '10002', quantity: 1 },
				{ productCode: '10002', quantity: 7000 },
				{ productCode: '10003', quantity: 1, lot: 'NIX' },
			),
		]);
		expect(text).toMatch(/line 1 \(10001.*5000 wanted, 600 in stock/);
		expect(text).toMatch(/line 3 \(10002.*7000 wanted, 389 in stock/);
		expect(text).toMatch(/line 4 \(10003.*no lot "NIX"/);
	});

	it('says what to do when there is no lot to book a missing quantity on', async () => {
		const [text] = await told([sale('U-3', { productCode: '20003', quantity: 4 })], {
			options: { source: 'TILL1', shortage: 'allowNegative' },
		});
		expect(text).toMatch(/4 wanted, 0 in stock.*no lot to book the rest on: name the lot/);
	});

	it('has no doubled full stop and names the receipt, whatever goes wrong', async () => {
		const texts = await told([
			sale('', { productCode: '10001', quantity: 1 }),
			sale('T-1', { productCode: 'nix', quantity: 1 }),
			sale('T-2', { productCode: '10001', quantity: 5000 }),
			sale('T-3'),
		]);
		scene.sandbox.faults.next({ ...POST, kind: '5xx before commit', status: 400, count: 9 });
		texts.push(...(await told([sale('T-4', { productCode: '10001', quantity: 1 })])));
		expect(texts.at(-1)).toMatch(/"TILL1\/T-4" was not posted: OpenBoxes refused/);
		scene.sandbox.faults.clear();
		scene.sandbox.faults.next({ ...POST, kind: '5xx before commit', count: 99 });
		texts.push(...(await told([sale('T-5', { productCode: '10001', quantity: 1 })])));
		expect(texts.at(-1)).toMatch(/unclear whether "TILL1\/T-5" was posted.*Run this item again/);
		await scene.sandbox.close();
		texts.push(...(await told([sale('T-6', { productCode: '10001', quantity: 1 })])));
		expect(texts.at(-1)).toMatch(/cannot be reached/);
		for (const text of texts) expect(text).not.toMatch(/\.\s*\.|undefined|\[object|\{|zod/i);
		scene = await Scene.open();
	}, 60_000);

	it('is told in words when the server answers in another form than OpenBoxes', async () => {
		scene.sandbox.faults.next({ kind: 'truncated JSON', path: 'availableItems', count: 99 });
		const [text] = await told([sale('F-1', { productCode: '10001', quantity: 1 })]);
		expect(text).toMatch(/cut off|form that this node does not know/);
		expect(text).not.toMatch(/invalid_type|expected/i);
	}, 60_000);

	it('never shows password or session, in no error and nothing that n8n saves', async () => {
		const good = await scene.run(DEBIT, {
			items: [sale('K-1', { productCode: '10001', quantity: 1 })],
		});
		const [{ data }] = scene.engine.store.all();
		const session = String(data.sessionToken).split('=')[1];
		expect(session.length).toBeGreaterThan(8);
		const bad = await scene.run(DEBIT, {
			items: [sale('K-2', { productCode: 'till-pass', quantity: 1 })],
		});
		scene.sandbox.faults.next({ ...POST, kind: '5xx before commit', count: 99 });
		const failed = await scene.run(DEBIT, {
			items: [sale('K-3', { productCode: '10001', quantity: 1 })],
		});
		expect(failed.status).toBe('error');
		for (const run of [good, failed]) {
			expect(savedText(run)).not.toContain('till-pass');
			expect(savedText(run)).not.toContain(session);
		}
		expect(savedText(bad)).not.toContain(session);
	}, 60_000);
});

describe('a dry run', () => {
	let scene: Scene;
	beforeEach(async () => {
		scene = await Scene.open();
	});
	afterEach(async () => await scene.close());

	const LINE = { productCode: '10001', quantity: 1 };

	it.each(['true', 'TRUE', 1])('is one as well when an expression gives %j', async (dry) => {
		const before = scene.sandbox.state().transactions.length;
		const [done] = await scene.output({ ...DEBIT, dryRun: '={{ $json.dry }}' }, [
			{ ...sale('D-1', LINE), dry },
		]);
		expect(done.status).toBe('dryRun');
		expect(scene.sandbox.state().transactions).toHaveLength(before);
	});

	it('is refused when nobody can tell whether it is one', async () => {
		const text = await scene.failure({ ...DEBIT, dryRun: '={{ $json.dry }}' }, [
			{ ...sale('D-2', LINE), dry: 'perhaps' },
		]);
		expect(text).toMatch(/"perhaps" is no choice of "Dry Run": give one of true, false/);
	});

	it('holds for the items that ask for it, and only for them', async () => {
		const done = await scene.output({ ...DEBIT, dryRun: '={{ $json.dry }}' }, [
			{ ...sale('D-3', LINE), dry: false },
			{ ...sale('D-4', LINE), dry: true },
			{ ...sale('D-5', LINE), dry: false },
		]);
		expect(done.map(({ status }) => status)).toEqual(['posted', 'dryRun', 'posted']);
	});

	it('deletes no twin of an earlier receipt either', async () => {
		const [first] = await scene.output(DEBIT, [sale('D-6', LINE)]);
		const table = scene.sandbox.world.store.table('transaction');
		const row = table.all().find(({ id }) => id === first.transactionId);
		table.insert({ ...row, id: 'f'.repeat(32) } as never);
		const before = scene.sandbox.state().transactions.length;
		const [dry] = await scene.output({ ...DEBIT, dryRun: true }, [sale('D-6', LINE)]);
		expect(dry).toMatchObject({ alreadyPosted: true, transactionId: first.transactionId });
		expect(scene.sandbox.state().transactions).toHaveLength(before);
		await scene.output(DEBIT, [sale('D-6', LINE)]);
		expect(scene.sandbox.state().transactions).toHaveLength(before - 1);
	});
});
