import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { FaultKind } from '../../../../sandbox/faults';
import { Clinic } from '../../clinic';

let clinic: Clinic;
beforeEach(async () => {
	clinic = await Clinic.open();
	clinic.sandbox.enter({ type: 'sales', reason: 'old', invoice: 'I-1', items: [{ sku: 'A' }] });
});
afterEach(async () => await clinic.close());

const change = (fields: IDataObject): INodeParameters =>
	({ transactionId: 'trx000001', updateFields: fields }) as INodeParameters;

describe('a change', () => {
	it('sends only what was added, and clears what was left empty', async () => {
		await clinic.output('update', change({ reason: '', fulfilledAt: '', shippedBy: 'Ana' }));
		expect(clinic.bodies('PATCH')).toEqual([{ reason: '', fulfilledAt: null, shippedBy: 'Ana' }]);
		expect(clinic.sandbox.rows[0]).toMatchObject({ invoice: 'I-1', reason: '', shippedBy: 'Ana' });
	});

	it.each<FaultKind>(['cut after commit', '5xx after commit', 'truncated JSON', 'HTML page'])(
		'is read back and not sent again when it was made although no answer came: %s',
		async (kind) => {
			clinic.sandbox.faults.next({ kind, method: 'PATCH' });
			const [row] = await clinic.output('update', change({ reason: 'new' }));
			expect(row).toMatchObject({ reason: 'new', warnings: [] });
			expect(clinic.bodies('PATCH')).toHaveLength(1);
		},
	);

	it.each<FaultKind>(['cut before commit', '5xx before commit', '429'])(
		'is sent again once it is known to be missing: %s',
		async (kind) => {
			clinic.sandbox.faults.next({ kind, method: 'PATCH', retryAfter: 1 });
			const [row] = await clinic.output('update', change({ reason: 'new' }));
			expect(row).toMatchObject({ reason: 'new' });
			expect(clinic.bodies('PATCH')).toHaveLength(2);
		},
	);

	it('says so when the server answers and keeps the old value', async () => {
		Object.defineProperty(clinic.sandbox.rows[0], 'reason', {
			get: () => 'old',
			set: () => undefined,
			enumerable: true,
		});
		const [row] = await clinic.output('update', change({ reason: 'new' }));
		expect(row.warnings).toEqual([expect.stringMatching(/shows other values for reason/)]);
	});

	it.each([
		[change({}), /nothing to change/],
		[change({ metadata: 'no json' }), /"metadata" must be a JSON object/],
		[{ transactionId: 'trx000001', fieldsFrom: 'json', changesJson: '[1]' }, /no JSON object/],
		[{ ...change({ reason: 'x' }), transactionId: 'gone' }, /does not have this inventory/],
	])('that cannot be made says why: %#', async (parameters, words) => {
		expect(await clinic.failure('update', parameters)).toMatch(words);
	});
});

describe('what the request says of a patient', () => {
	it('is not in an error, although the server echoes the whole body', async () => {
		const run = await clinic.run('update', {
			transactionId: 'trx000001',
			fieldsFrom: 'json',
			changesJson: '{"customer": "patient-Maria-Santos", "type": "no such type"}',
		});
		expect(run.error?.message).toMatch(/HapiHub refused: ValidationError.*\*\*\*/);
		expect(`${run.error?.message}${run.error?.description}`).not.toMatch(/Maria/);
	});
});
