// npm run demo: builds the package, then shows sales moving stock with what was built.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './dependencies.mjs';
import './build.mjs';

const { status } = spawnSync(
	process.execPath,
	['--import', 'tsx', join(root, 'test/demo/demo.ts'), ...process.argv.slice(2)],
	{ cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
