import { assert } from '../platform';
import type { IDataObject, IPinData } from 'n8n-workflow';
import { sourceOf } from '../../nodes/OpenBoxes/posting/rules/transaction-number';
import type { Sandbox } from '../sandbox';
import { LOCATION } from '../hospital/hospital';
import { eventually } from './checks';
import { assertRefused, enter, giveBack, notAnswered, receiveSome, sell } from './example-steps';
import type { RunningExample } from './running-example';
import type { Place } from './workbench';

/** One end of an example: what is done, and what must be there then. */
type End = (example: RunningExample) => Promise<void>;

export interface ExampleRow {
	/** Whose credential it works with. */
	place: Place;
	/** What another system posts to its webhooks, by their nodes. */
	posted?: Record<string, IDataObject>;
	/** What is pinned to its trigger, where only n8n's own editor can start it. */
	pinned?: IPinData;
	/** What the hospital must have before. */
	prepare?: (sandbox: Sandbox) => void;
	good: End;
	/** It cannot be done, and a person hears why. */
	refusal: End;
}

const SALE = {
	till: 'TILL1',
	receipt: 'R-1',
	soldAt: new Date().toISOString(),
	lines: [{ productCode: '10001', quantity: 42 }],
};

const NOTE = {
	orderNumber: 'PO-1',
	deliveryNote: 'DN-4711',
	lines: [
		{
			barcode: '0012345678905',
			quantity: 500,
			lot: 'IBU-N',
			expirationDate: '2029-06-30',
			bin: 'A-01',
		},
	],
};

const REQUEST = {
	request: 'WARD-A-17',
	from: '464QZP',
	to: '818MKA',
	lines: [{ productCode: '10001', quantity: 20 }],
};

const ASN_FORM = '5b1f9a37-84c2-4f6e-bb0d-93f2d1c7e0a8';

const SCAN = {
	scan: 'SCAN-17',
	to: '464QZP',
	lines: [{ barcode: '0012345678905', quantity: 20 }],
};

/** How each file of examples/ is started, and how it must end. A new example needs a row here. */
export const EXAMPLES: Record<string, ExampleRow> = {
	'pos-sale-to-debit': {
		place: 'pharmacy',
		posted: { 'Sale at the Till': SALE },
		good: async (example) => {
			const before = example.stock('10001');
			const first = await example.post('sale', SALE);
			assert.equal(first.status, 'posted');
			assert.equal(example.stock('10001'), before - 42);
			const again = await example.post('sale', SALE);
			assert.equal(again.alreadyPosted, true);
			assert.equal(example.stock('10001'), before - 42);
		},
		refusal: async (example) => {
			const before = example.stock('10001');
			const lines = [...SALE.lines, { productCode: 'NOBODY-KNOWS', quantity: 1 }];
			assert.equal((await example.post('sale', SALE, 'a wrong key')).httpStatus, 403);
			const answer = await example.post('sale', { ...SALE, receipt: 'R-2', lines });
			assertRefused(answer, /NOBODY-KNOWS/);
			const mail = await example.mailTo('pharmacist@example.org');
			assert.match(mail.text, /NOBODY-KNOWS/);
			assert.equal(example.stock('10001'), before);
		},
	},
	'receive-purchase-order-from-delivery-note': {
		place: 'central',
		posted: { 'Delivery Note': NOTE },
		good: async (example) => {
			await example.post('delivery-note', NOTE);
			const mail = await example.mailTo('buyer@example.org');
			assert.match(mail.text, /10001 Ibuprofen 200mg tablet: 500 received, 500 open/);
			assert.equal(example.stockOfLot('IBU-N'), 500);
			await example.post('delivery-note', NOTE);
			assert.equal(example.stockOfLot('IBU-N'), 500);
		},
		refusal: async (example) => {
			const lines = [{ ...NOTE.lines[0], bin: 'Z-99' }];
			assertRefused(await example.post('delivery-note', { ...NOTE, lines }), /"Z-99"/);
			assert.match((await example.mailTo('store@example.org')).text, /"Z-99"/);
			assert.equal(example.stockOfLot('IBU-N'), 0);
		},
	},
	'transfer-request-approve-ship': {
		place: 'pharmacy',
		posted: { 'The Ward Asks': REQUEST },
		prepare: ({ world }) => {
			const place = world.store.get('location', LOCATION.pharmacy);
			assert(place);
			const activities = new Set(place.supportedActivities as string[]).add('APPROVE_REQUEST');
			world.store.update('location', place, { supportedActivities: [...activities] });
		},
		good: async (example) => {
			const before = example.stock('10001');
			const decision = { movement: await ask(example), approved: true };
			await example.post('transfer-decision', decision);
			assert.match((await example.mailTo('ward@example.org')).subject, /is on its way/);
			assert.equal(example.stock('10001'), before - 20);
		},
		refusal: async (example) => {
			const before = example.stock('10001');
			const decision = { movement: await ask(example), approved: false, reason: 'none to spare' };
			await example.post('transfer-decision', decision);
			assert.match((await example.mailTo('ward@example.org')).subject, /was rejected/);
			assert.equal(example.stock('10001'), before);
			const lost = { ...REQUEST, request: 'WARD-A-18', to: 'NOWHERE' };
			assertRefused(await example.post('transfer-request', lost), /NOWHERE/);
			assert.match((await example.mailTo('store@example.org', 'needs a person')).text, /NOWHERE/);
		},
	},
	'purchase-orders-to-erp': {
		place: 'central',
		good: async (example) => {
			const { status } = await example.run('Every Hour');
			assert.equal(status, 'success');
			const [order] = example.erp.received as IDataObject[];
			assert.match(String(order.number), /^PO-/);
			assert.ok((order.lines as IDataObject[]).length > 0);
		},
		refusal: async (example) => {
			example.sandbox.faults.next({ kind: '5xx before commit', path: 'rder', count: 1000 });
			const execution = await example.run('Every Hour');
			assert.equal(execution.status, 'error');
			assert.match(execution.data.resultData.error?.message ?? '', /OpenBoxes/);
		},
	},
	'reorder-alert-every-morning': {
		place: 'pharmacy',
		good: async (example) => {
			const { status } = await example.run('Every Morning');
			assert.equal(status, 'success');
			const [sent] = await example.sentBy('Post to Slack');
			assert.match(String(sent.text), /• 40001 BCG vaccine 10 dose: 8 left, reorder at 25/);
		},
		refusal: async (example) => await notAnswered(example, 'Every Morning'),
	},
	'reorder-point-crossed': {
		place: 'pharmacy',
		good: async (example) => {
			const { status } = await example.run('Reorder Point Crossed');
			assert.equal(status, 'success');
			const [sent] = await example.sentBy('Post to Slack');
			assert.match(String(sent.text), /• 40001 BCG vaccine 10 dose: 8 left, reorder at 25/);
		},
		// Stock levels are compared every half hour only, too seldom to wait for.
		refusal: async (example) => await notAnswered(example, 'Reorder Point Crossed'),
	},
	'new-purchase-order-to-sheet': {
		place: 'central',
		good: async (example) => {
			await example.activate();
			await (await example.day()).createOrder('PO-SHEET');
			const [row] = await example.sentBy('Write It into the Sheet');
			assert.equal(row['columns.value.orderNumber'], 'PO-SHEET');
			assert.equal(row['columns.value.products'], '5 × Ibuprofen 200mg tablet');
		},
		refusal: async (example) => await example.pollFails(),
	},
	'shipment-received-notify': {
		place: 'central',
		good: async (example) => {
			await example.activate();
			const day = await example.day();
			const { shipment } = await day.ship(30);
			await day.receive(shipment, 30);
			const mail = await example.mailTo('store@example.org');
			assert.match(mail.subject, /^Hospital Pharmacy received 30 units/);
			assert.match(mail.text, /30 × 10001 Ibuprofen 200mg tablet, lot IBU-/);
		},
		refusal: async (example) => await example.pollFails(),
	},
	'clinic-sales-to-openboxes': {
		place: 'pharmacy',
		good: async (example) => {
			const before = example.stock('10001');
			await example.activate();
			sell(example, '10001', 42);
			await example.sentBy('Posted');
			assert.equal(example.stock('10001'), before - 42);
		},
		refusal: async (example) => {
			const before = example.stock('10001');
			await example.activate();
			sell(example, 'NOBODY-KNOWS', 1);
			assert.match((await example.mailTo('pharmacist@example.org')).text, /NOBODY-KNOWS/);
			assert.equal(example.stock('10001'), before);
		},
	},
	'clinic-returns-to-openboxes': {
		place: 'pharmacy',
		good: async (example) => {
			const before = example.stock('10001');
			const day = await example.day();
			await day.book(
				'2',
				5,
				{ transactionNumber: `${sourceOf({ id: LOCATION.pharmacy })}/sale-1` },
				'10001',
			);
			await example.activate();
			giveBack(example, 'sale-1', 2);
			await example.sentBy('Posted');
			assert.equal(example.stock('10001'), before - 3);
		},
		refusal: async (example) => {
			await example.activate();
			giveBack(example, 'no-such-sale', 2);
			assert.match((await example.mailTo('pharmacist@example.org')).text, /no-such-sale/);
		},
	},
	'openboxes-shipment-to-clinic-receiving': {
		place: 'central',
		good: async (example) => {
			await receiveSome(example);
			const [row] = await eventually('a receiving of the clinic', () =>
				example.clinic.rows.length > 0 ? example.clinic.rows : undefined,
			);
			assert.equal(row.type, 'receiving');
		},
		refusal: async (example) => {
			const path = 'inventory-transactions$';
			const fault = { kind: '5xx before commit', method: 'POST', path, count: 100 } as const;
			example.clinic.faults.next(fault);
			await receiveSome(example);
			assert.match((await example.mailTo('store@example.org')).text, /It is not clear/);
			assert.equal(example.clinic.rows.length, 0);
		},
	},
	'nightly-reconcile': {
		place: 'pharmacy',
		good: async (example) => {
			enter(example, 'receiving', { items: [{ sku: '10001', quantity: example.stock('10001') }] });
			const { status, data } = await example.run('Every Night');
			assert.equal(status, 'success');
			assert.deepEqual(data.resultData.runData['Only Differences'][0].data?.main[0], []);
		},
		refusal: async (example) => {
			enter(example, 'receiving', { items: [{ sku: '10001', quantity: 1 }] });
			await example.run('Every Night');
			assert.match((await example.mailTo('pharmacist@example.org')).text, /10001: clinic 1, /);
		},
	},
	'barcode-scan-webhook': {
		place: 'central',
		posted: { Scans: SCAN },
		good: async (example) => {
			const first = await example.post('scan', SCAN);
			assert.match(String(first.movement), /./);
			assert.deepEqual(await example.post('scan', SCAN), { ...first, existed: true });
		},
		refusal: async (example) => {
			const answer = await example.post('scan', { ...SCAN, to: 'NOWHERE' });
			assert.equal(answer.httpStatus, 422);
			assert.match(String(answer.error), /NOWHERE/);
		},
	},
	'bi-export-nightly': {
		place: 'pharmacy',
		good: async (example) => {
			const { status } = await example.run('Every Night');
			assert.equal(status, 'success');
			const [sent] = example.erp.received as IDataObject[];
			assert.ok((sent.rows as IDataObject[]).length > 0);
		},
		refusal: async (example) => await notAnswered(example, 'Every Night'),
	},
	'supplier-asn-form': {
		place: 'central',
		good: async (example) => {
			const told: string[] = [];
			for (const goods of ['10001; 300; IBU-N; 2029-06-30', '10001;300;IBU-N;2029-06-30']) {
				await example.fillIn(ASN_FORM, ['DN-88', goods]);
				told.push((await example.mailTo('store@example.org', 'DN-88 is on its way')).text);
			}
			assert.match(told[0], /Stock movement \S+ with 1 lines/);
			assert.equal(told[1], told[0]);
		},
		refusal: async (example) => {
			await example.fillIn(ASN_FORM, ['DN-89', 'NOBODY-KNOWS; 1']);
			const mail = await example.mailTo('purchasing@example.org', 'DN-89 could not be announced');
			assert.match(mail.text, /NOBODY-KNOWS/);
		},
	},
	'ai-stock-assistant': {
		place: 'pharmacy',
		pinned: {
			Question: [{ json: { chatInput: 'How much ibuprofen is left?', sessionId: 'e2e' } }],
		},
		good: async (example) => {
			const answer = await example.askAssistant('Question', [
				['Search_Products', { Text: 'ibuprofen' }],
				['Get_Availability', { Product: '10001' }],
				['Get_Below_Reorder', {}],
			]);
			for (const said of [/Ibuprofen 200mg tablet/, /IBU-A/, /40001/]) assert.match(answer, said);
		},
		refusal: async (example) => {
			const calls = [['Get_Availability', { Product: 'NOBODY-KNOWS' }]] as const;
			assert.match(
				await example.askAssistant('Question', calls),
				/NOBODY-KNOWS.* unknown to OpenBoxes/,
			);
		},
	},
};

async function ask(example: RunningExample): Promise<unknown> {
	await example.post('transfer-request', REQUEST);
	const { text } = await example.mailTo('store@example.org', 'waits for you');
	return /"movement": "(\w+)"/.exec(text)?.[1];
}
