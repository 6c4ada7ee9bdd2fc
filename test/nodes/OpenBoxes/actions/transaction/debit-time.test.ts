import { readFileSync, join } from '../../../../platform';
import type { INodeParameters } from 'n8n-workflow';
import { id, Scene } from '../../../../hospital/scene';

const DAY_MS = 86_400_000;
const seedText = readFileSync(
	join(module.path, '../../../../sandbox/fixtures/hospital.json'),
	'utf8',
);

/** The hospital, where the only lot of morphine expired with the end of a day. */
function expiredOn(day: string): object {
	const lot = id.lots['10003/MOR-1'];
	return JSON.parse(seedText, (_, value: unknown) =>
		typeof value === 'object' && value !== null && 'id' in value && value.id === lot
			? { ...value, expiration_date: `${day}T00:00:00Z` }
			: value,
	) as object;
}

const sell = (reference: string, time = ''): INodeParameters => ({
	resource: 'transaction',
	operation: 'debit',
	reference,
	linesFrom: 'json',
	linesJson: '[{"productCode": "10003", "quantity": 1}]',
	options: { time },
});

it('judges a sale of an earlier day by what had expired that day, not today', async () => {
	// Noon two days ago is the same day in the workflow's zone, and over there, whatever the hour is here.
	const day = new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10);
	const scene = await Scene.open({ seed: expiredOn(day) as never });
	try {
		expect(await scene.failure(sell('T-1'))).toContain('12 more are expired');
		const [done] = await scene.output(sell('T-2', `${day}T12:00:00Z`));
		expect(done).toMatchObject({ status: 'posted', lines: [{ lots: [{ lotNumber: 'MOR-1' }] }] });
	} finally {
		await scene.close();
	}
});
