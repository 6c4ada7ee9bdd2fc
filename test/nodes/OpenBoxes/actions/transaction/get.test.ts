import type { INodeParameters } from 'n8n-workflow';
import { KINDS, Scene } from '../../../../hospital/scene';

const get = (mode: string, value: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'transaction',
	operation: 'get',
	original: { __rl: true, mode, value },
	...more,
});

describe.each(KINDS)('a transaction on %s', (kind) => {
	let scene: Scene;
	let saved: string;
	beforeAll(async () => {
		scene = await Scene.open({ kind });
		const [sale] = await scene.output({
			resource: 'transaction',
			operation: 'debit',
			reference: 'R-1',
			linesFrom: 'json',
			linesJson: '[{"productCode": "10003", "quantity": 2}]',
			options: { comment: 'Ward 3' },
		});
		saved = String(sale.transactionId);
	});
	afterAll(async () => await scene.close());

	it('is read by reference, number or ID, with its lines', async () => {
		for (const parameters of [
			get('reference', 'R-1'),
			get('number', 'n8n-c7e9f0b5/R-1'),
			// As the output of an earlier node has it, in whatever field it stands.
			get('reference', 'n8n-c7e9f0b5/R-1'),
			get('id', 'n8n-c7e9f0b5/R-1'),
			get('id', saved),
		]) {
			expect(await scene.output(parameters)).toMatchObject([
				{
					id: saved,
					transactionNumber: 'n8n-c7e9f0b5/R-1',
					transactionType: 'Consumption',
					comment: 'Ward 3',
					entries: [
						{ productCode: '10003', lotNumber: 'MOR-1', binLocation: 'Shelf 1', stockChange: -2 },
					],
				},
			]);
		}
	});

	it('comes without lines, or as the server stores it', async () => {
		const [plain] = await scene.output(get('id', saved, { includeEntries: false }));
		expect(plain).not.toHaveProperty('entries');
		const [raw] = await scene.output(get('id', saved, { simplify: false }));
		expect(raw).toMatchObject({ confirmed: false, transactionEntries: [{ quantity: 2 }] });
	});

	it('that does not exist is named', async () => {
		expect(await scene.failure(get('reference', 'R-9'))).toContain(
			'OpenBoxes has no transaction with the number "n8n-c7e9f0b5/R-9"',
		);
		expect(await scene.failure(get('id', 'ff80818100000000000000000000nope'))).toContain(
			'no transaction with the ID "ff80818100000000000000000000nope"',
		);
		expect(await scene.failure(get('id', '={{ $json.missing }}'))).toContain(
			'not said which transaction',
		);
	});
});
