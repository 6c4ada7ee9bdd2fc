/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off, no-console: off -- not part of the package */
/**
 * `npm run e2e`: packs the package, installs it into a real n8n with a database of its own, and lets that n8n take
 * a till's sale out of the stock of a sandbox, by n8n's command line, each command in a new process.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { WorkflowDefinition } from '../engine/run';
import { startSandbox, type Sandbox } from '../sandbox';
import { CannotInstall, installN8n, N8N_VERSION } from './install-n8n';
import { N8nInstance } from './n8n-process';

/** Exit code that tells "could not be tried" from "failed"; the number means so in sysexits.h. */
const CANNOT_INSTALL = 75;

const PHARMACY = '00000000a202135001a20213cfb40004';
const SALE = { receipt: 'R-1', lines: [{ productCode: '10001', quantity: 42 }] };

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-e2e-'));
	const sandbox = await startSandbox();
	const outcome = { passed: 0, failed: 0 };
	const check = (name: string, holds: () => void): void => {
		try {
			holds();
			outcome.passed += 1;
			console.log(`ok: ${name}`);
		} catch (error) {
			outcome.failed += 1;
			console.log(`failed: ${name}\n${(error as Error).message}`);
		}
	};
	try {
		const n8n = new N8nInstance(installN8n(), folder);
		console.log(`n8n ${N8N_VERSION}`);
		n8n.installPackage();
		await n8n.importCredential('openboxes', 'openBoxesApi', {
			url: sandbox.url,
			username: 'till',
			password: 'till-pass',
			location: PHARMACY,
		});
		await n8n.importWorkflow('till', tillWorkflow());

		const before = stockOf(sandbox, '10001');
		const first = debitOf(await n8n.execute('till'));
		check('a sale is posted', () => assert.equal(first.status, 'posted'));
		check('stock went down by what was sold', () =>
			assert.equal(stockOf(sandbox, '10001'), before - 42),
		);
		const second = debitOf(await n8n.execute('till'));
		check('the same receipt is not posted again', () => assert.equal(second.alreadyPosted, true));
		check('stock stays', () => assert.equal(stockOf(sandbox, '10001'), before - 42));
		check('the second process used the cookie of the first', () =>
			assert.equal(sandbox.requests.logins, 1),
		);
	} finally {
		await sandbox.close();
		rmSync(folder, { recursive: true, force: true });
	}
	console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
	process.exitCode = outcome.failed === 0 ? 0 : 1;
}

function stockOf(sandbox: Sandbox, productCode: string): number {
	return sandbox
		.state()
		.stock.filter((line) => line.location === PHARMACY && line.productCode === productCode)
		.reduce((sum, { quantity }) => sum + quantity, 0);
}

function debitOf({ data }: Awaited<ReturnType<N8nInstance['execute']>>): IDataObject {
	const { runData, error } = data.resultData;
	const item = runData.Debit?.[0]?.data?.main[0]?.[0]?.json;
	if (!item) throw new Error(`The node gave no item: ${error?.message ?? JSON.stringify(runData)}`);
	return item;
}

/** Node types of a real n8n, so with the type versions that it has. */
function tillWorkflow(): WorkflowDefinition {
	return {
		nodes: [
			{
				id: '1',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '2',
				name: 'Till',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [200, 0],
				parameters: { mode: 'raw', jsonOutput: JSON.stringify(SALE), options: {} },
			},
			{
				id: '3',
				name: 'Debit',
				type: 'n8n-nodes-openboxes.openBoxes',
				typeVersion: 1,
				position: [400, 0],
				parameters: {
					resource: 'transaction',
					operation: 'debit',
					reference: '={{ $json.receipt }}',
					linesJson: '={{ $json.lines }}',
				},
				credentials: { openBoxesApi: { id: 'openboxes', name: 'OpenBoxes' } },
			},
		],
		connections: {
			Start: { main: [[{ node: 'Till', type: 'main', index: 0 }]] },
			Till: { main: [[{ node: 'Debit', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = error instanceof CannotInstall ? CANNOT_INSTALL : 1;
});
