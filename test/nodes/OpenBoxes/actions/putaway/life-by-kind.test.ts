import type { INodeParameters } from 'n8n-workflow';
import { json, locator } from '../../../../hospital/movements';
import { KINDS, Scene } from '../../../../hospital/scene';

const ask = (operation: string, parameters: object = {}): INodeParameters => ({
	resource: 'putaway',
	operation,
	...parameters,
});
const goods = json([{ productCode: '20001', bin: 'A-01' }]);
const unknown = { putaway: locator('P-NOPE', 'number') };

it.each(KINDS)('the life of a putaway on %s', async (kind) => {
	const scene = await Scene.open({ kind, at: 'central' });
	try {
		if (kind === 'documented') {
			for (const one of [
				ask('getCandidates'),
				ask('create', goods),
				ask('get', unknown),
				ask('complete', unknown),
			])
				expect(await scene.failure(one)).toMatch(/This server does not offer putaways/);
			return;
		}
		if (kind === '0.9.0') {
			// Every received line names its bin there, so nothing ever waits.
			expect(await scene.output(ask('getCandidates'))).toEqual([]);
			expect(await scene.failure(ask('create', goods))).toMatch(/no goods of "20001" wait/);
			for (const operation of ['get', 'complete'])
				expect(await scene.failure(ask(operation, unknown))).toMatch(/no putaway "P-NOPE"/);
			return;
		}
		await scene.output({
			resource: 'purchaseOrder',
			operation: 'receive',
			purchaseOrder: locator('PO-1', 'number'),
			reference: 'DN-1',
			...json([{ productCode: '20001', quantity: 500, lot: 'AMX', expirationDate: '2029-01-31' }]),
		});
		scene.sandbox.advance(10_000);
		expect(await scene.output(ask('getCandidates'))).toMatchObject([{ quantity: 500 }]);
		const [{ id }] = await scene.output(ask('create', goods));
		const putaway = locator(String(id));
		expect(await scene.output(ask('get', { putaway }))).toMatchObject([{ status: 'pending' }]);
		expect(await scene.output(ask('complete', { putaway }))).toMatchObject([
			{ status: 'completed' },
		]);
	} finally {
		await scene.close();
	}
});
