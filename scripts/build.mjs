// Builds dist/: the TypeScript compiler first, then gulp (icons, zod into the schemas).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';
import { runTool } from './tools.mjs';

rmSync(join(root, 'dist'), { recursive: true, force: true });
runTool('typescript/bin/tsc', ['--project', 'tsconfig.json']);
runTool('gulp/bin/gulp.js', ['--silent']);
