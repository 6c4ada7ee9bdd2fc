import type { INodeParameters } from 'n8n-workflow';
import { benchCases, type CaseName } from '../bench/cases';
import { Scene } from '../hospital/scene';
import { join, readFileSync } from '../platform';

const page = readFileSync(join(module.path, '../../docs/speed.md'), 'utf8');

/** What the page says of a job: requests of this node, and the least possible. */
function told(title: string): { node: number; least: number } {
	const row = page.split('\n').find((line) => line.startsWith(`| ${title} `)) ?? '';
	const cells = row.split('|').map((cell) => parseInt(cell.replace(/,/g, ''), 10));
	return { node: cells[2], least: cells[5] };
}

const sell: INodeParameters = {
	resource: 'transaction',
	operation: 'debit',
	reference: '={{ $json.receipt }}',
	linesFrom: 'json',
	linesJson: '={{ $json.lines }}',
	options: { source: 'TILL1', time: '={{ $json.soldAt }}' },
};

describe('docs/speed.md', () => {
	let scene: Scene;
	afterEach(async () => await scene.close());

	async function sellDay(name: CaseName): Promise<{ title: string; node: number; least: number }> {
		const [{ title, job, sandbox, isRepeated, least }] = benchCases([name]);
		if (job.kind !== 'debit') throw new Error('It sells nothing');
		const items = job.receipts.map((receipt) => ({ ...receipt }));
		scene = await Scene.open(sandbox);
		if (isRepeated) await scene.output(sell, items);
		const before = scene.sandbox.requests.total;
		await (await Scene.beside(scene)).output(sell, items);
		const node = scene.sandbox.requests.total - before;
		return { title, node, least: least.reduce((sum, { requests }) => sum + requests, 0) };
	}

	it('tells the requests of a day of 500 sales, at most 30', async () => {
		const { title, ...day } = await sellDay('day');
		expect(day).toEqual(told(title));
		expect(day.node).toBeLessThanOrEqual(30);
	}, 60_000);

	it('tells the most that the same day needs when it is sent again at once', async () => {
		const { title, node, least } = await sellDay('dayAgain');
		expect(node).toBeLessThanOrEqual(told(title).node);
		expect(told(title)).toEqual({ node: 29, least });
	}, 60_000);
});
