import { resolve } from '../platform';
import { jsonParse } from 'n8n-workflow';
import { runWorkflow } from '../engine/run';
import { Scene } from '../hospital/scene';

const workflow = resolve(module.path, '../../examples/bi-export-nightly.json');

it('sends every lot of the location once, with the day', async () => {
	const scene = await Scene.open();
	try {
		const run = await runWorkflow(scene.engine, workflow);
		expect(run.error).toBeUndefined();
		expect(scene.engine.recorded).toHaveLength(1);
		const { day, rows } = jsonParse<{ day: string; rows: Array<Record<string, unknown>> }>(
			String(scene.engine.recorded[0].parameters.jsonBody),
		);
		expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
		expect(rows).toContainEqual(
			expect.objectContaining({
				productCode: '10001',
				lotNumber: 'IBU-A',
				quantityOnHand: 40,
				expirationDate: '2027-12-31',
			}),
		);
		const units = rows.reduce((sum, row) => sum + Number(row.quantityOnHand), 0);
		const there = Object.values(scene.stock()).reduce((sum, quantity) => sum + quantity, 0);
		expect(units).toBe(there);
	} finally {
		await scene.close();
	}
});
