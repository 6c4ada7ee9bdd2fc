import { HOSPITAL, SandboxClient } from './client';
import { startSandbox, type Sandbox } from './index';

const AMOXICILLIN = '00000000a202135001a20213d3500025';

/** Bins that are filled from other bins (docs/openboxes/warehouse.md). */
describe('replenishments of the sandbox', () => {
	let sandbox: Sandbox;
	let manager: SandboxClient;

	beforeEach(async () => {
		sandbox = await startSandbox({ clock: '2026-11-22T07:30:00Z', frozen: true });
		manager = await SandboxClient.logIn(sandbox, 'manager');
	});

	afterEach(async () => await sandbox.close());

	const create = async (quantity: number, status?: string) =>
		await manager.post('/api/replenishments', {
			status,
			replenishmentItems: [
				{ product: { id: AMOXICILLIN }, binLocation: { id: HOSPITAL.shelf1 }, quantity },
			],
		});

	const inBin = (bin: string): number =>
		sandbox
			.state()
			.stock.filter((line) => line.product === AMOXICILLIN && line.binLocation === bin)
			.reduce((sum, line) => sum + line.quantity, 0);

	const complete = async (id: string) =>
		await manager.send('PUT', `/api/replenishments/${id}`, { status: 'COMPLETED' });

	it('are picked when they are made, from any bin but the one to fill', async () => {
		const made = (await create(70)).data.data;
		expect(made.replenishmentItems[0].picklistItems).toMatchObject([
			{ lotNumber: 'AMX-2', 'replenishmentLocation.name': 'Shelf 2', quantity: 70 },
		]);
		const [promised] = (await manager.get(`/api/products/${AMOXICILLIN}/availableItems`)).data.data;
		expect(promised).toBeDefined();
		expect(inBin(HOSPITAL.shelf1)).toBe(30);
	});

	it('move what was picked by their status alone, and again when completed again', async () => {
		const { id } = (await create(70)).data.data;
		expect((await complete(id)).status).toBe(200);
		expect(inBin(HOSPITAL.shelf1)).toBe(100);
		await complete(id);
		expect(inBin(HOSPITAL.shelf1)).toBe(170);
	});

	it('made as completed answer so and move nothing', async () => {
		const made = await create(70, 'COMPLETED');
		expect(made.data.data.status).toBe('COMPLETED');
		expect(inBin(HOSPITAL.shelf1)).toBe(30);
	});

	it('of more than lies elsewhere are a 500, and nothing is saved', async () => {
		expect((await create(201)).status).toBe(500);
		expect((await manager.get('/api/replenishments')).data.data).toEqual([]);
	});

	it('drop a line of zero in silence', async () => {
		const { id } = (await create(0)).data.data;
		expect((await manager.get(`/api/replenishments/${id}`)).data.data.replenishmentItems).toEqual(
			[],
		);
	});

	it('cannot be read without a rule for their bin', async () => {
		const { id } = (await create(70)).data.data;
		expect((await manager.get(`/api/replenishments/${id}`)).status).toBe(500);
	});

	it('are a 500 when they are not known', async () => {
		expect((await manager.get('/api/replenishments/nope')).data.errorMessage).toBe(
			'No replenishment found for order ID nope',
		);
	});
});
