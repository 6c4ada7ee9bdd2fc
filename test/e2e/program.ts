import {
	spawn,
	type ChildProcess,
	closeSync,
	openSync,
	readFileSync,
	createSocketServer as createServer,
	type AddressInfo,
	wait,
	setTimeout,
	clearTimeout,
} from '../platform';

export interface ProgramSettings {
	command: string;
	args: string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** Where what it prints is kept. */
	log: string;
	/** Some programs refuse to run as root. */
	user?: { uid: number; gid: number };
}

const running = new Set<Program>();

/** A program that runs beside this one until it is stopped, by its own process id. */
export class Program {
	private constructor(
		private readonly child: ChildProcess,
		readonly log: string,
	) {
		running.add(this);
		child.on('exit', () => running.delete(this));
	}

	/** Resolves when `isReady` says so; throws with the end of the log when that takes too long. */
	static async start(
		settings: ProgramSettings,
		isReady: () => Promise<boolean>,
		seconds = 120,
	): Promise<Program> {
		const output = openSync(settings.log, 'a');
		const child = spawn(settings.command, settings.args, {
			cwd: settings.cwd,
			env: settings.env,
			stdio: ['ignore', output, output],
			...settings.user,
		});
		closeSync(output);
		const program = new Program(child, settings.log);
		const failed = new Promise<never>((_, fail) => child.on('error', fail));
		await Promise.race([failed, program.until(isReady, seconds)]);
		return program;
	}

	static async stopAll(): Promise<void> {
		await Promise.all([...running].map(async (program) => await program.stop()));
	}

	get pid(): number {
		if (this.child.pid === undefined) throw new Error(`It did not start: ${this.log}`);
		return this.child.pid;
	}

	get hasEnded(): boolean {
		return this.child.exitCode !== null || this.child.signalCode !== null;
	}

	/** Asks it to end, and makes it end when it does not. */
	async stop(): Promise<void> {
		if (this.hasEnded) return;
		const ended = new Promise((done) => this.child.on('exit', done));
		this.child.kill('SIGTERM');
		const force = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
		await ended;
		clearTimeout(force);
	}

	tail(length = 3000): string {
		return readFileSync(this.log, 'utf8').slice(-length);
	}

	private async until(isReady: () => Promise<boolean>, seconds: number): Promise<void> {
		const deadline = Date.now() + seconds * 1000;
		for (;;) {
			if (this.hasEnded) throw new Error(`It ended before it was ready:\n${this.tail()}`);
			if (await isReady().catch(() => false)) return;
			if (Date.now() > deadline) {
				await this.stop();
				throw new Error(`It was not ready after ${seconds} s:\n${this.tail()}`);
			}
			await wait(300);
		}
	}
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}
