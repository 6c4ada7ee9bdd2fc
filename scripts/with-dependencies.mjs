// node scripts/with-dependencies.mjs FILE [ARGUMENT…]: installs what is missing, then runs FILE (.mjs, .js or .ts).
import { spawn } from 'node:child_process';
import { ensureDependencies, root } from './dependencies.mjs';

const [file, ...args] = process.argv.slice(2);
if (!file) throw new Error('Usage: node scripts/with-dependencies.mjs FILE [ARGUMENT…]');

await ensureDependencies();

const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
const child = spawn(process.execPath, [...loader, file, ...args], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
	throw error;
});
child.on('exit', (code, signal) => {
	process.exitCode = signal ? 1 : code;
});
