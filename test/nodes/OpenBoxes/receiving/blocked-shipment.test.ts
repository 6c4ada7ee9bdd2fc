import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { at, ibuprofen, json, locator, on, op } from '../../../hospital/movements';
import { unitsAt } from '../../../hospital/purchase-orders';
import { answerOf, TwoProcesses } from '../../../hospital/two-processes';
import { HOSPITAL, SandboxClient } from '../../../sandbox/client';

/** Lines of a draft: none, those of a run that was stopped, or those of a person at the web page. */
type Draft = 'empty' | 'of a stopped run' | 'of a person';

const COMMENTS: Record<Draft, string | undefined> = {
	empty: undefined,
	'of a stopped run': 'DN-OLD [n8n:0123abcd.4fe2a1] ',
	'of a person': 'counted by hand',
};

let processes: TwoProcesses;
beforeAll(async () => {
	processes = await TwoProcesses.start();
});
afterAll(async () => await processes.close());

const booked = (): number => unitsAt(processes.sandbox, '10001');

/** A movement of 100 that is on its way, on a server as new. */
async function sentMovement(): Promise<IDataObject> {
	processes.reset();
	const made = await processes.output(
		op('create', {
			origin: at('north'),
			destination: at('central'),
			...json([{ productId: ibuprofen, quantity: 100 }]),
		}),
	);
	return await processes.output(on(made, 'send'));
}

/** It with two drafts that were saved in one moment. */
async function blockedBy(older: Draft, younger: Draft): Promise<IDataObject> {
	const movement = await sentMovement();
	const person = await SandboxClient.logIn(processes.sandbox, 'manager', HOSPITAL.central);
	const path = `/api/partialReceiving/${String(movement.shipmentId)}?stepNumber=1`;
	const { data } = (await person.get(path)).data as {
		data: { containers: Array<{ shipmentItems: IDataObject[] } & IDataObject> };
	};
	const bodyOf = (draft: Draft): IDataObject => ({
		receiptStatus: 'PENDING',
		...(draft === 'empty'
			? {}
			: {
					containers: data.containers.map((container) => ({
						...container,
						shipmentItems: container.shipmentItems.map((item) => ({
							...item,
							quantityReceiving: 10,
							comment: COMMENTS[draft],
						})),
					})),
				}),
	});
	const { store } = processes.sandbox.world;
	const save = async (draft: Draft): Promise<void> => {
		expect((await person.post(path, bodyOf(draft))).status).toBe(200);
	};
	await save(older);
	const [first] = store.table('receipt').all().slice(-1);
	// Each was saved by a request that did not see the other.
	store.update('receipt', first, { receiptStatusCode: 'RECEIVED' });
	await save(younger);
	store.update('receipt', store.get('receipt', first.id) ?? first, {
		receiptStatusCode: 'PENDING',
	});
	expect(processes.openDrafts()).toBe(2);
	return movement;
}

const receive = (movement: IDataObject) =>
	on(movement, 'receive', {
		...json([{ productId: ibuprofen, quantity: 40, bin: 'A-01' }]),
		options: { reference: 'DN-7' },
	});

describe('a shipment on which stopped runs left two drafts', () => {
	it.each<[Draft, Draft]>([
		['empty', 'empty'],
		['empty', 'of a stopped run'],
	])('is received when they are %s, then %s', async (...drafts) => {
		const movement = await blockedBy(...drafts);
		const before = booked();
		expect(answerOf(await processes.run(receive(movement)))).toBe('partiallyReceived');
		expect(booked()).toBe(before + 40);
		expect(processes.openDrafts()).toBe(0);
	});

	it('asks for the older note first when its lines are in the older draft', async () => {
		const movement = await blockedBy('of a stopped run', 'empty');
		const before = booked();
		const answer = answerOf(await processes.run(receive(movement)));
		expect(answer).toMatch(/belongs to delivery "DN-OLD".*run that one again first/);
		expect(booked()).toBe(before);
		expect(processes.openDrafts()).toBe(1);
	});
});

describe('the draft of a person', () => {
	it.each<[Draft, Draft]>([
		['of a person', 'empty'],
		['empty', 'of a person'],
		['of a person', 'of a stopped run'],
		['of a stopped run', 'of a person'],
	])('stays, and what is told names it: %s, then %s', async (...drafts) => {
		const movement = await blockedBy(...drafts);
		const before = booked();
		const answer = answerOf(await processes.run(receive(movement)));
		expect(answer).toMatch(/open draft receipt.*Nothing was booked/);
		expect(booked()).toBe(before);
		const { store } = processes.sandbox.world;
		const left = store.table('receiptItem').all();
		expect(left.map(({ comment }) => comment)).toEqual([COMMENTS['of a person']]);
		expect(processes.openDrafts()).toBe(1);
	});
});

describe('two runs of one delivery that were stopped after both had saved their lines in one draft', () => {
	const delivery = {
		resource: 'purchaseOrder',
		operation: 'receive',
		purchaseOrder: locator('PO-1', 'number'),
		reference: 'DN-9',
		...json([{ productCode: '20001', quantity: 30, lot: 'AMX-1', bin: 'A-02' }]),
	};
	const arrival = (movement: IDataObject) =>
		on(movement, 'receive', {
			...json([{ productId: ibuprofen, quantity: 30, bin: 'A-01' }]),
			options: { reference: 'DN-9' },
		});

	/** The draft of a run that was stopped before it completed it, and the same lines of another one. */
	async function stopTwo(parameters: INodeParameters): Promise<void> {
		const completing = { method: 'POST', path: 'partialReceiving/.*stepNumber=2' };
		processes.sandbox.faults.next({ kind: 'cut before commit', ...completing, count: 99 });
		expect((await processes.run(parameters)).error).toBeDefined();
		processes.sandbox.faults.clear();
		const { store } = processes.sandbox.world;
		const drafts = store.table('receipt').all();
		const [draft] = drafts.filter(({ receiptStatusCode }) => receiptStatusCode === 'PENDING');
		for (const row of store.table('receiptItem').by('receipt', draft.id)) {
			const comment = String(row.comment).replace(/\.[0-9a-f]+\]/, '.ffffff]');
			expect(comment).not.toBe(row.comment);
			store.insert('receiptItem', { ...row, id: `${String(row.id).slice(0, -4)}ffff`, comment });
		}
	}

	it.each(['an order', 'a movement'])('do not keep %s from being received, once', async (of) => {
		const movement = await sentMovement();
		const parameters = of === 'an order' ? delivery : arrival(movement);
		const code = of === 'an order' ? '20001' : '10001';
		await stopTwo(parameters);
		const before = unitsAt(processes.sandbox, code);
		expect(answerOf(await processes.run(parameters))).toMatch(/^(partiallyReceived|received)$/i);
		expect(unitsAt(processes.sandbox, code)).toBe(before + 30);
		expect(answerOf(await processes.run(parameters))).toBe('alreadyReceived');
		expect(unitsAt(processes.sandbox, code)).toBe(before + 30);
		expect(processes.openDrafts()).toBe(0);
	});
});
