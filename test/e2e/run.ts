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
import { startSandbox, type Sandbox } from '../sandbox';
import { exampleForCommandLine } from './example';
import { CannotInstall, installN8n, N8N_VERSION } from './install-n8n';
import { N8nInstance } from './n8n-process';

/** Exit code that tells "could not be tried" from "failed"; the number means so in sysexits.h. */
const CANNOT_INSTALL = 75;

const PHARMACY = '00000000a202135001a20213cfb40004';
const CREDENTIAL = { id: 'openboxes', name: 'OpenBoxes' };
const SALE = { till: 'TILL1', receipt: 'R-1', lines: [{ productCode: '10001', quantity: 42 }] };

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
		await n8n.importCredential(
			{ ...CREDENTIAL, type: 'openBoxesApi' },
			{
				url: sandbox.url,
				username: 'till',
				password: 'till-pass',
				location: PHARMACY,
			},
		);
		await n8n.importWorkflow(
			'till',
			exampleForCommandLine('pos-sale-to-debit.json', SALE, CREDENTIAL),
		);

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
	const item = runData['Take It out of Stock']?.[0]?.data?.main[0]?.[0]?.json;
	if (!item) throw new Error(`The node gave no item: ${error?.message ?? JSON.stringify(runData)}`);
	return item;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = error instanceof CannotInstall ? CANNOT_INSTALL : 1;
});
