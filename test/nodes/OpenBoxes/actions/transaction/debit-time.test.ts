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

it('judges a sale of yesterday by what had expired yesterday, not today', async () => {
	const yesterday = new Date(Date.now() - DAY_MS).toISOString();
	const scene = await Scene.open({ seed: expiredOn(yesterday.slice(0, 10)) as never });
	try {
		expect(await scene.failure(sell('T-1'))).toContain('12 more are expired');
		const [done] = await scene.output(sell('T-2', yesterday));
		expect(done).toMatchObject({ status: 'posted', lines: [{ lots: [{ lotNumber: 'MOR-1' }] }] });
	} finally {
		await scene.close();
	}
});
