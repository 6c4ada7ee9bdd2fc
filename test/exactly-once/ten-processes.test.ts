import { mkdtempSync, rmSync, tmpdir, join } from '../platform';
import { FileCredentialStore } from '../engine/credential-store';
import { EngineProcess } from '../engine/engine-process';
import { sales } from './receipts';
import { IN_STOCK, Till } from './till';

let till: Till;
afterEach(async () => await till.close());

describe('ten executions that post the same receipt at the same time', () => {
	it('in ten processes leave one transaction, and each reports it', async () => {
		till = await Till.open({ saveWindow: 150, lateCommits: 400 });
		const folder = mkdtempSync(join(tmpdir(), 'openboxes-'));
		const storeFile = join(folder, 'credentials.json');
		new FileCredentialStore(storeFile, ...till.engine.store.all());
		const processes: EngineProcess[] = [];
		try {
			const starts = Array.from(
				{ length: 10 },
				async () => await EngineProcess.start({ storeFile }),
			);
			processes.push(...(await Promise.all(starts)));
			const runs = await Promise.all(
				processes.map(async (one) => await one.runNode(sales('SAME'))),
			);
			const [ids] = till.saved().values();
			expect(ids).toHaveLength(1);
			const reported = runs.map(({ items }) => items.Node[0][0].json);
			expect(reported.map(({ transactionId, error }) => error ?? transactionId)).toEqual(
				runs.map(() => ids[0]),
			);
			expect(till.paracetamol()).toBe(IN_STOCK - 2);
		} finally {
			await Promise.all(processes.map(async (one) => await one.close()));
			rmSync(folder, { recursive: true, force: true });
		}
	}, 300_000);
});
