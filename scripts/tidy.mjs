// What a change leaves to machines: the "Unreleased" heading of the changelog, the tables of the pages, the format.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';
import { runTool } from './tools.mjs';

const changelog = join(root, 'CHANGELOG.md');
const text = readFileSync(changelog, 'utf8');
const withHeading = text.replace(/^## (?!\[Unreleased\])/m, (heading, at) =>
	text.slice(0, at).includes('## [Unreleased]') ? heading : `## [Unreleased]\n\n${heading}`,
);
if (withHeading !== text) writeFileSync(changelog, withHeading);

runTool('tsx/dist/cli.mjs', ['test/docs/write.ts']);
process.env.WRITE_PAGES = '1';
runTool('jest/bin/jest.js', ['--silent', 'test/docs/operation-examples.test.ts']);
runTool('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.']);
console.log('Tidy.');
