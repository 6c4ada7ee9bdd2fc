import { wait as delay } from '../../../platform';
import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../../engine/engine';
import { runNode } from '../../../engine/run';
import { tillCredential, LOCATION } from '../../../hospital/hospital';
import type { CentralDepot } from '../../../hospital/central-depot';
import { BIN, unitsAt } from '../../../hospital/purchase-orders';
import { depotWithReceivedGoods, lines } from '../../../hospital/received-goods';

let depot: CentralDepot;
afterEach(async () => await depot.close());

const amoxicillin = (bin: string): number => unitsAt(depot.sandbox, '20001', { lot: 'AMX-P', bin });
const slip = (reference: string, ...rows: IDataObject[]): IDataObject => ({
	...lines(...rows),
	reference,
	complete: true,
});
const toShelf = (quantity: number): IDataObject => ({
	productCode: '20001',
	quantity,
	bin: 'A-01',
});
const slips = (reference: string) =>
	depot.sandbox.world.store
		.table('order')
		.all()
		.filter((row) => row.orderNumber === `P-${reference}`);

it.each([0, 20, 60, 150])(
	'puts one slip away once when two processes do it %d ms apart',
	async (apart) => {
		depot = await depotWithReceivedGoods({ overlap: { ms: 40, jitter: 0.3, seed: 9 } });
		const credentials = tillCredential(depot.sandbox.url.replace('127.0.0.1', 'localhost'), {
			location: LOCATION.central,
		});
		const other = await Engine.start({ credentials });
		const parameters = { resource: 'putaway', operation: 'create', ...slip('S-1', toShelf(200)) };
		const runs = await Promise.all([
			depot.run('putaway', 'create', slip('S-1', toShelf(200))),
			delay(apart).then(
				async () => await runNode(other, { type: 'openBoxes', parameters: parameters as never }),
			),
		]);
		expect(runs.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
		expect(amoxicillin(BIN['A-01'])).toBe(200);
		expect(unitsAt(depot.sandbox, '20001', { lot: 'AMX-P' })).toBe(500);
		expect(slips('S-1')).toHaveLength(1);
	},
);

it('finds a slip that was put away before, although its goods wait no more', async () => {
	depot = await depotWithReceivedGoods();
	const first = await depot.item('putaway', 'create', slip('S-2', toShelf(500)));
	const again = await depot.item('putaway', 'create', slip('s-2', toShelf(500)));
	expect(first).toMatchObject({ alreadyExisted: false, status: 'completed' });
	expect(again).toMatchObject({ alreadyExisted: true, id: first.id });
	expect(amoxicillin(BIN['A-01'])).toBe(500);
});

it.each<[string, IDataObject, RegExp]>([
	['another quantity', toShelf(100), /it also holds 100 of 20001 lot AMX-P/],
	['more', toShelf(300), /asks for 300, it holds 200/],
	['another bin', { productCode: '20001', quantity: 200, bin: 'A-02' }, /asks for 200, it holds 0/],
	['other goods', { productCode: '10001', quantity: 200, bin: 'A-01' }, /10001.*it holds 0/],
])('refuses the same slip with %s, and says what it holds', async (_, row, difference) => {
	depot = await depotWithReceivedGoods();
	await depot.item('putaway', 'create', slip('S-3', toShelf(200)));
	const text = await depot.failure('putaway', 'create', slip('S-3', row));
	expect(text).toMatch(/a putaway with the reference "S-3" already, with other content/);
	expect(text).toMatch(difference);
	expect(amoxicillin(BIN['A-01'])).toBe(200);
});

it('completes a pending putaway that goes to two bins', async () => {
	depot = await depotWithReceivedGoods();
	const pending = await depot.item(
		'putaway',
		'create',
		lines(toShelf(200), { productCode: '20001', quantity: 300, bin: 'A-02' }),
	);
	const done = await depot.item('putaway', 'complete', {
		putaway: { __rl: true, mode: 'id', value: pending.id },
	});
	expect(done).toMatchObject({ status: 'completed' });
	expect([amoxicillin(BIN['A-01']), amoxicillin(BIN['A-02'])]).toEqual([200, 300]);
});

it('is not doubled when the answer is cut after the server saved', async () => {
	depot = await depotWithReceivedGoods();
	depot.sandbox.faults.next({ kind: 'cut after commit', method: 'POST', path: 'putaways$' });
	expect(await depot.item('putaway', 'create', slip('S-4', toShelf(200)))).toMatchObject({
		status: 'completed',
	});
	expect(amoxicillin(BIN['A-01'])).toBe(200);
});
