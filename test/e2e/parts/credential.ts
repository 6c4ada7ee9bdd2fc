import { assert } from '../../platform';
import type { INodeParameters } from 'n8n-workflow';
import { LOCATION, PRODUCT } from '../../hospital/hospital';
import type { Execution } from '../n8n-api';
import { manualWorkflow } from '../manual-workflow';
import { credentialOf, OfficeN8n, type Workbench } from '../workbench';

const READ: INodeParameters = {
	resource: 'product',
	operation: 'getStock',
	product: { __rl: true, mode: 'id', value: PRODUCT.ibuprofen },
};

/** A credential's life: made with a mistake, tested, corrected, used, spoilt, corrected again. */
export async function credential(bench: Workbench): Promise<void> {
	const { checks, sandbox } = bench;
	const office = await OfficeN8n.open(bench, 'credential');
	const { api } = office;
	const right = credentialOf(bench, 'pharmacy');
	const wrong = { ...right, password: 'mistyped' };
	try {
		const made = await api.createCredential('A New One', 'openBoxesApi', wrong);
		const workflow = await api.createWorkflow(manualWorkflow(READ, made));
		const run = async (): Promise<Execution> => await api.run(workflow.id, 'Start');

		await checks.that('the test says that the password is wrong', async () => {
			const { status, message } = await api.testCredential(made, wrong);
			assert.equal(status, 'Error');
			assert.match(message, /password/);
		});
		await checks.that('the test says that nothing answers at the address', async () => {
			const { status, message } = await api.testCredential(made, {
				...right,
				url: 'http://127.0.0.1:9',
			});
			assert.equal(status, 'Error');
			assert.match(message, /address|URL|reach/i);
		});
		await checks.that('the test says that the location is unknown', async () => {
			const { status, message } = await api.testCredential(made, { ...right, location: 'nowhere' });
			assert.equal(status, 'Error');
			assert.match(message, /location/i);
		});
		await checks.that('the corrected one is fine', async () => {
			await api.changeCredential(made, right);
			const { status, message } = await api.testCredential(made, right);
			assert.equal(status, 'OK', message);
		});
		await checks.that('a workflow runs with it', async () => {
			assert.equal((await run()).status, 'success');
		});
		await checks.that('the next run needs no login', async () => {
			const before = sandbox.requests.logins;
			assert.equal((await run()).status, 'success');
			assert.equal(sandbox.requests.logins, before);
		});
		await checks.that('another location in it is the one that is read', async () => {
			await api.changeCredential(made, { ...right, location: LOCATION.central });
			const { data } = await run();
			assert.match(JSON.stringify(data.resultData.runData.OpenBoxes), /Central Depot/);
		});
		await checks.that(
			'a password that was spoilt afterwards stops the workflow, with words',
			async () => {
				await api.changeCredential(made, wrong);
				const { status, data } = await run();
				assert.equal(status, 'error');
				assert.match(data.resultData.error?.message ?? '', /password/);
				assert.ok(!JSON.stringify(data).includes('mistyped'), 'the password is in the execution');
			},
		);
		await checks.that('corrected again, it works again', async () => {
			await api.changeCredential(made, right);
			assert.equal((await run()).status, 'success');
		});
		await checks.that('a server that forgot the session is logged in to again', async () => {
			await sandbox.restart();
			assert.equal((await run()).status, 'success');
		});
	} finally {
		await office.close();
	}
}
