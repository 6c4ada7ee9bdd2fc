// Runs the command-line tools of the development dependencies with the Node that runs this script.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './dependencies.mjs';

/**
 * Runs one tool in the repository, e.g. `runTool('gulp/bin/gulp.js', ['--silent'])`, with options for Node if any.
 * Throws when it ends with another exit code than 0.
 */
export function runTool(file, args = [], nodeOptions = []) {
	const tool = join(root, 'node_modules', file);
	const { status, error } = spawnSync(process.execPath, [...nodeOptions, tool, ...args], {
		cwd: root,
		stdio: 'inherit',
	});
	if (error) throw error;
	if (status !== 0) throw new Error(`${file} ended with exit code ${status}`);
}
