import { spawnSync, chmodSync, chownSync, mkdirSync, dirname, join, process } from '../platform';
import { programOf } from './debian-package';
import { freePort, Program } from './program';

export interface QueueServices {
	/** What n8n must know to find them. */
	env: NodeJS.ProcessEnv;
}

/** Redis and PostgreSQL on free ports of this computer, with nothing kept afterwards. */
export async function startQueueServices(folder: string): Promise<QueueServices> {
	mkdirSync(folder, { recursive: true });
	const redis = await startRedis(folder);
	const postgres = await startPostgres(join(folder, 'postgres'));
	return {
		env: {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_POOL_SIZE: '10',
		},
	};
}

async function startRedis(folder: string): Promise<number> {
	const command = programOf('redis-server', ['redis-server']);
	const port = await freePort();
	const address = ['--port', String(port), '--bind', '127.0.0.1'];
	await Program.start(
		{
			command,
			args: [...address, '--save', '', '--appendonly', 'no', '--dir', folder],
			cwd: folder,
			env: process.env,
			log: join(folder, 'redis.log'),
		},
		async () => ask('redis-cli', ['-p', String(port), 'ping']),
	);
	return port;
}

async function startPostgres(folder: string): Promise<number> {
	const server = programOf('postgresql', ['postgres']);
	const isReady = programOf('postgresql', ['pg_isready']);
	const port = await freePort();
	mkdirSync(folder, { recursive: true });
	const user = ordinaryUser(folder);
	const init = spawnSync(
		programOf('postgresql', ['initdb']),
		['--pgdata', join(folder, 'data'), '--username', 'n8n', '--auth', 'trust', '--no-sync'],
		{ encoding: 'utf8', cwd: folder, timeout: 60_000, ...user },
	);
	if (init.status !== 0) throw new Error(`initdb: ${init.stderr}`);
	const where = ['-D', join(folder, 'data'), '-p', String(port), '-h', '127.0.0.1', '-k', folder];
	await Program.start(
		{
			command: server,
			args: [...where, '-c', 'fsync=off', '-c', 'max_connections=100'],
			cwd: folder,
			env: process.env,
			log: join(dirname(folder), 'postgres.log'),
			user,
		},
		async () => ask(isReady, ['-h', '127.0.0.1', '-p', String(port)]),
	);
	return port;
}

/** PostgreSQL refuses to run as root; then its folder and itself belong to another user. */
function ordinaryUser(folder: string): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const number = (flag: string): number =>
		Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
	const user = { uid: number('-u'), gid: number('-g') };
	chownSync(folder, user.uid, user.gid);
	// The folders above it were made for root alone.
	for (let above = dirname(folder); above.includes('n8n-openboxes'); above = dirname(above))
		chmodSync(above, 0o755);
	return user;
}

function ask(command: string, args: string[]): boolean {
	return spawnSync(command, args, { stdio: 'ignore', timeout: 5000 }).status === 0;
}
