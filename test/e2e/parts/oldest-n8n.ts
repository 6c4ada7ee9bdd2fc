import { assert, process, say } from '../../platform';
import { manualWorkflow } from '../manual-workflow';
import { installN8n, versionOf } from '../n8n-installation';
import { OfficeN8n, type Workbench } from '../workbench';

/** The last n8n 1.x, on the Node that runs this: the package loads, reads stock and posts a sale. */
export async function oldestN8n(bench: Workbench): Promise<void> {
	const { checks } = bench;
	say(`n8n ${versionOf('n8n-1')} on Node ${process.versions.node}`);
	// Its other engine for expressions comes compiled for newer versions of Node only.
	const env = { N8N_EXPRESSION_ENGINE: 'legacy' };
	const n8n = installN8n('n8n-1');
	const office = await OfficeN8n.open({ ...bench, n8n, env }, 'oldest-n8n');
	try {
		const { api, credentials } = office;
		const sale = {
			resource: 'transaction',
			operation: 'debit',
			reference: 'OLD-1',
			itemIs: 'sale',
			linesFrom: 'json',
			linesJson: '[{"productCode": "10001", "quantity": 2}]',
			options: {},
		};
		await checks.that('the oldest n8n posts a sale, once', async () => {
			const { id } = await api.createWorkflow(manualWorkflow(sale, credentials.pharmacy));
			for (const alreadyPosted of [false, true]) {
				const { status, data } = await api.run(id, 'Start');
				const { runData, error } = data.resultData;
				assert.equal(status, 'success', error?.message);
				const item = runData.OpenBoxes[0].data?.main[0]?.[0].json;
				assert.equal(item?.alreadyPosted, alreadyPosted);
			}
		});
		await checks.that('the oldest n8n tells why a sale is refused', async () => {
			const wrong = {
				...sale,
				reference: 'OLD-2',
				linesFrom: 'json',
				linesJson: '[{"productCode": "?", "quantity": 1}]',
			};
			const { id } = await api.createWorkflow(manualWorkflow(wrong, credentials.pharmacy));
			const { status, data } = await api.run(id, 'Start');
			assert.equal(status, 'error');
			assert.match(data.resultData.error?.message ?? '', /unknown to OpenBoxes/);
		});
	} finally {
		await office.close();
	}
}
