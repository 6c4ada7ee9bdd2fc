/**
 * Import this before anything of n8n-core: it reads its folder and its key from the environment when it loads.
 * Under jest every worker has a folder of its own; elsewhere the process has one and removes it at its end.
 */
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, tmpdir, join, process } from '../platform';

process.env.N8N_USER_FOLDER = userFolder();
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
if (process.env.N8N_LOG_LEVEL === undefined) {
	// Nothing on the console. (At the level `silent` n8n makes each message of a request all the same, and drops it.)
	process.env.N8N_LOG_LEVEL = 'error';
	process.env.N8N_LOG_OUTPUT = 'file';
}

function userFolder(): string {
	const { OPENBOXES_TEST_FOLDER: shared, JEST_WORKER_ID: worker } = process.env;
	if (shared && worker) {
		const folder = join(shared, `worker-${worker}`);
		mkdirSync(folder, { recursive: true });
		return folder;
	}
	const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
