import { join, readdirSync, readFileSync, resolve } from '../platform';
import { jsonParse, type IDataObject } from 'n8n-workflow';
import { runWorkflow, type WorkflowDefinition } from '../engine/run';
import { Scene } from '../hospital/scene';

const folder = resolve(module.path, '../../examples');
const examples = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => {
		const workflow = jsonParse<WorkflowDefinition>(readFileSync(join(folder, file), 'utf8'));
		return [file.replace('.json', ''), workflow] as const;
	});
const webhooks = examples.flatMap(([file, { nodes }]) =>
	nodes.filter(({ type }) => type.endsWith('.webhook')).map((node) => [file, node] as const),
);

it.each(webhooks)('%s takes nothing from a stranger', (_, { parameters }) => {
	expect(parameters).toMatchObject({
		authentication: 'headerAuth',
		responseMode: 'responseNode',
	});
});

it.each(examples)(
	'%s has nodes with IDs of their own, without which n8n refuses it',
	(_, { nodes }) => {
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	},
);

const sale = { till: 'TILL1', receipt: 'R-1', lines: [{ productCode: '10003', quantity: 1 }] };
const note = { orderNumber: 'PO-1', deliveryNote: 'DN-1', lines: [{ productCode: '10001' }] };
const request = { request: 'W-1', from: '464QZP', to: 'NOWHERE', lines: [] };

/** What the caller of a webhook gets. */
async function answerTo(example: string, startNode: string, body: object): Promise<IDataObject> {
	const scene = await Scene.open();
	try {
		const headers = { 'x-webhook-key': 'key-of-the-till', host: 'n8n.example.org' };
		const run = await runWorkflow(scene.engine, join(folder, `${example}.json`), {
			startNode,
			input: [{ headers, body: body as IDataObject }],
		});
		expect(run.error).toBeUndefined();
		const answers = scene.engine.recorded.filter(({ type }) => type.endsWith('.respondToWebhook'));
		expect(answers).toHaveLength(1);
		expect(JSON.stringify(answers)).not.toMatch(/key-of-the-till|n8n\.example\.org/);
		return answers[0].parameters;
	} finally {
		await scene.close();
	}
}

it('a sale is answered with what was posted', async () => {
	expect(await answerTo('pos-sale-to-debit', 'Sale at the Till', sale)).toMatchObject({
		responseBody: { status: 'posted' },
		options: {},
	});
});

it.each([
	[
		'pos-sale-to-debit',
		'Sale at the Till',
		{ ...sale, lines: [{ productCode: 'NOBODY-KNOWS', quantity: 1 }] },
		/NOBODY-KNOWS/,
	],
	['receive-purchase-order-from-delivery-note', 'Delivery Note', note, /PO-1|quantity/],
	['transfer-request-approve-ship', 'The Ward Asks', request, /NOWHERE|no line/],
	[
		'transfer-request-approve-ship',
		'The Store Keeper Decides',
		{ movement: 'X', approved: true },
		/X/,
	],
])('%s answers 422 with the reason (%s)', async (example, node, body, reason) => {
	expect(await answerTo(example, node, body)).toMatchObject({
		responseBody: { error: expect.stringMatching(reason) },
		options: { responseCode: 422 },
	});
});
