// Builds dist/: the compiler checks the types, then gulp bundles the code and copies icons and search words.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';
import { runTool } from './tools.mjs';

rmSync(join(root, 'dist'), { recursive: true, force: true });
runTool('typescript/bin/tsc', ['--project', 'tsconfig.json']);
runTool('gulp/bin/gulp.js', ['--silent']);
