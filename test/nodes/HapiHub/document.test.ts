import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { FIELD_GROUPS } from '../../../nodes/HapiHub/actions/inventoryTransaction/field-properties';
import {
	ANSWER_FIELDS,
	concerns,
	ITEM_FIELDS,
	TRANSACTION_FIELDS,
} from '../../../nodes/HapiHub/rules/transaction-fields';
import { understoodType } from '../../../nodes/shared/inventory-transaction-type';
import {
	compactCalls,
	documentedCalls,
	EXAMPLES,
	type DocumentedField,
} from '../../clinic-sandbox/document';
import { TOKEN } from '../../clinic-sandbox';
import { Clinic, creation } from './clinic';

const calls = documentedCalls() ?? compactCalls();
const call = (name: string): (typeof calls)[number] => {
	const found = calls.find((one) => one.name === name);
	if (!found) throw new Error(`The document has no ${name}`);
	return found;
};
const post = call('Post').request;
const isLine = ({ name }: DocumentedField): boolean => name.startsWith('items.');
const bare = ({ name }: DocumentedField): string => name.replace(/^items\./, '');

/** A value that tells the field and is of its type. */
const SAMPLES: Record<string, (name: string) => unknown> = {
	string: (name) => `sample ${name}`,
	number: (name) => (name.endsWith('At') ? 1_790_000_000_000 + name.length : name.length / 2),
	boolean: () => false,
	Object: (name) => ({ of: name }),
	'Object[]': (name) => [{ of: name }],
};

function sample(field: DocumentedField): unknown {
	const [, allowed] = /Allowed values: ([\w,-]+)/.exec(field.note) ?? [];
	if (field.name === 'type') return 'sales';
	return allowed === undefined ? SAMPLES[field.type](bare(field)) : allowed.split(',').at(-1);
}

/** A transaction with every field of the document. */
function full(): IDataObject {
	const values = (fields: DocumentedField[]): IDataObject =>
		Object.fromEntries(fields.map((field) => [bare(field), sample(field)])) as IDataObject;
	const top = post.filter((field) => !isLine(field));
	return { ...values(top), items: [values(post.filter(isLine))] };
}

/** The field as a person gives it in the form: a time as a date. */
function asInForm(field: DocumentedField): unknown {
	const value = sample(field);
	if (field.name.endsWith('At')) return new Date(value as number).toISOString();
	return typeof value === 'object' ? JSON.stringify(value) : value;
}

let clinic: Clinic;
beforeEach(async () => {
	clinic = await Clinic.open({ knownFilters: ['warehouse', 'type', 'metadata.n8nReference'] });
});
afterEach(async () => await clinic.close());

describe('the tables of the document', () => {
	it('have 47 fields to send, 48 with the id, and 49 in an answer', () => {
		expect(calls.map(({ name, request, answer }) => [name, request.length, answer.length])).toEqual(
			[
				['Post', 47, 49],
				['Find', 0, 49],
				['Get', 1, 49],
				['Patch', 48, 49],
			],
		);
	});

	it('are the ones that this repository keeps in short', () => {
		const names = (list: typeof calls): unknown =>
			list.map(({ request, answer }) =>
				[request, answer].map((fields) => fields.map(({ name, type }) => `${name} ${type}`).sort()),
			);
		expect(names(calls)).toEqual(names(compactCalls()));
		expect(post.map(({ note }) => note)).toEqual(compactCalls()[0].request.map(({ note }) => note));
	});

	it('are known to the node, no field more and none less', () => {
		const known = [
			...TRANSACTION_FIELDS,
			...ITEM_FIELDS.map(({ name }) => ({ name: `items.${name}` })),
		];
		expect(known.map(({ name }) => name).sort()).toEqual(post.map(({ name }) => name).sort());
		const answered = [...known, ...ANSWER_FIELDS].map(({ name }) => name);
		for (const { answer } of calls)
			expect(answer.map(({ name }) => name).sort()).toEqual([...answered].sort());
	});

	it('name kinds of transactions, and each of these is offered the field', () => {
		const notOffered = post
			.filter((field) => !isLine(field))
			.flatMap(({ name, note }) => {
				const [, named] = /\[types: ([^\]]+)\]/.exec(note) ?? [];
				const field = TRANSACTION_FIELDS.find((one) => one.name === name);
				// An order is a purchase or a sale, as "purchase, sales orders" of the lines tells.
				const kinds = (named ?? '')
					.split(/, | (?=return)/)
					.filter((word) => word !== '')
					.flatMap((word) => (word === 'order' ? ['purchase', 'sales'] : [understoodType(word)]));
				return kinds
					.filter((kind) => !field || kind === undefined || !concerns(field, kind))
					.map((kind) => `${name} for ${String(kind)}`);
			});
		expect(notOffered).toEqual([]);
	});

	it('are offered field by field, each by at least one kind of transaction', () => {
		const groups = FIELD_GROUPS.filter((group) => group !== 'all');
		const lost = [...TRANSACTION_FIELDS, ...ITEM_FIELDS].filter(
			(field) => !groups.some((group) => concerns(field, group)),
		);
		expect(lost).toEqual([]);
	});
});

describe('every field, both ways', () => {
	it('goes out as it is and comes back as it is, as JSON', async () => {
		const [created] = await clinic.output('create', {
			...creation(full()),
			options: { keepReference: false },
		});
		expect(clinic.bodies('POST')).toEqual([full()]);
		const [read] = await clinic.output('get', {
			transactionId: String(created.id),
			simplify: false,
		});
		expect(read).toEqual({ ...full(), id: created.id, createdBy: 'account-cashier' });
		expect(Object.keys(read)).toHaveLength(33 + 2);
		expect(Object.keys((read.items as IDataObject[])[0])).toHaveLength(14);
	});

	it.each(
		post.filter((field) => !isLine(field) && !['items', 'type', 'warehouse'].includes(field.name)),
	)('goes out from the form: $name', async (field) => {
		const group = FIELD_GROUPS.find((one) =>
			TRANSACTION_FIELDS.some(
				({ name, types }) => name === field.name && concerns({ name, types } as never, one),
			),
		);
		await clinic.output('create', {
			fieldsFrom: 'form',
			transactionType: group,
			additionalFields: { [field.name]: asInForm(field) },
			options: { keepReference: false },
		} as INodeParameters);
		expect(clinic.bodies('POST')).toEqual([{ type: group, [field.name]: sample(field) }]);
	});

	it('goes out from the form: every field of a line', async () => {
		const fields = post.filter(isLine);
		const main = ['sku', 'variantName', 'control', 'expiresAt'];
		const inForm = (wanted: boolean): IDataObject =>
			Object.fromEntries(
				fields
					.filter((field) => main.includes(bare(field)) === wanted)
					.map((field) => [bare(field), asInForm(field)]),
			) as IDataObject;
		await clinic.output('create', {
			fieldsFrom: 'form',
			transactionType: 'none',
			warehouse: { __rl: true, mode: 'id', value: 'facility-1' },
			items: { item: [{ ...inForm(true), more: inForm(false) }] },
			options: { keepReference: false },
		} as INodeParameters);
		const line = Object.fromEntries(fields.map((field) => [bare(field), sample(field)]));
		expect(clinic.bodies('POST')).toEqual([{ warehouse: 'facility-1', items: [line] }]);
	});

	it.each(call('Patch').request.filter((field) => !isLine(field) && field.name !== 'id'))(
		'is changed from the form: $name',
		async (field) => {
			const { id } = clinic.sandbox.enter({ warehouse: 'w', type: 'purchase', reason: 'old' });
			const value = field.name === 'items' ? '[{"sku": "s"}]' : asInForm(field);
			await clinic.output('update', {
				transactionId: String(id),
				updateFields: { [field.name]: value },
			} as INodeParameters);
			const sent = field.name === 'items' ? [{ sku: 's' }] : sample(field);
			expect(clinic.bodies('PATCH')).toEqual([{ [field.name]: sent }]);
			expect(clinic.sandbox.rows[0]).toMatchObject({ [field.name]: sent });
		},
	);

	it('shows times as dates, in every table, when simplified, and nothing of the patient', async () => {
		clinic.sandbox.enter(full());
		const [row] = await clinic.output('getAll', {});
		const times = Object.entries(row).filter(([name]) => name.endsWith('At'));
		expect(times).toHaveLength(8);
		for (const [, time] of times) expect(time).toMatch(/^2026-09-\d\dT/);
		expect((row.items as IDataObject[])[0].expiresAt).toMatch(/^2026-09-/);
		for (const name of Object.keys(row)) expect(name).not.toMatch(/^customer|billTo|shipTo/);
	});
});

describe('the four calls of the document, word for word', () => {
	const headers = (): string[] => clinic.sandbox.received.map(({ authorization }) => authorization);

	it('Post', async () => {
		const [row] = await clinic.output('create', {
			...creation(EXAMPLES.post),
			options: { keepReference: false },
		});
		expect(clinic.sandbox.received).toMatchObject([
			{ method: 'POST', url: '/inventory-transactions', body: JSON.stringify(EXAMPLES.post) },
		]);
		expect(headers()).toEqual([`Bearer ${TOKEN}`]);
		expect(row).toMatchObject({ id: 'trx000001', ...EXAMPLES.post });
	});

	it('Post with a reference: the same and its mark', async () => {
		await clinic.output('create', creation(EXAMPLES.post, 'REF-1'));
		expect(clinic.bodies('POST')).toEqual([
			{
				...EXAMPLES.post,
				metadata: { n8nReference: 'REF-1', n8nContent: expect.stringMatching(/^[\w-]{16}$/) },
			},
		]);
	});

	it('Find', async () => {
		clinic.sandbox.enter(EXAMPLES.post);
		expect(await clinic.output('getAll', { simplify: false })).toHaveLength(1);
		const [{ method, url }] = clinic.sandbox.received;
		// Beyond the document: which page, and in what order.
		expect([method, url.split('?')[0]]).toEqual(['GET', '/inventory-transactions']);
	});

	it('Get', async () => {
		const { id } = clinic.sandbox.enter(EXAMPLES.post);
		await clinic.output('get', { transactionId: id } as INodeParameters);
		expect(clinic.sandbox.received).toMatchObject([
			{ method: 'GET', url: `/inventory-transactions/${String(id)}`, body: '' },
		]);
	});

	it('Patch', async () => {
		const { id } = clinic.sandbox.enter(EXAMPLES.post);
		const [row] = await clinic.output('update', {
			transactionId: id,
			fieldsFrom: 'json',
			changesJson: JSON.stringify(EXAMPLES.patch),
		} as INodeParameters);
		expect(clinic.sandbox.received[0]).toMatchObject({
			method: 'PATCH',
			url: `/inventory-transactions/${String(id)}`,
			body: JSON.stringify(EXAMPLES.patch),
		});
		expect(row).toMatchObject({ reason: 'updated reason' });
	});

	it('work where answers are as short as in the document', async () => {
		await clinic.close();
		clinic = await Clinic.open({ shortAnswers: true });
		const [created] = await clinic.output('create', creation(EXAMPLES.post, 'SHORT'));
		expect(created).toMatchObject({ id: 'trx000001', ...EXAMPLES.post });
		const [changed] = await clinic.output('update', {
			transactionId: 'trx000001',
			updateFields: { reason: 'updated reason' },
		});
		expect(changed).toMatchObject({ reason: 'updated reason', warnings: [] });
	});
});
