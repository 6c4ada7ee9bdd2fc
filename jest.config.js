/** Packages that our files import: each worker loads them once, for all its test files. */
const ONCE_PER_WORKER = [
	'@n8n',
	'axios',
	'eslint',
	'eslint-plugin-regexp',
	'fast-check',
	'luxon',
	'n8n-core',
	'n8n-workflow',
	'prettier',
	'reflect-metadata',
	'typescript',
	'zod',
];

const TYPESCRIPT = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
	module: { type: 'commonjs' },
	sourceMaps: true,
};

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/engine/worker-realm.js',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		[`/node_modules/(${ONCE_PER_WORKER.join('|')})/.+\\.c?js$`]:
			'<rootDir>/test/engine/worker-module.js',
		'\\.test\\.ts$': ['@swc/jest', TYPESCRIPT],
		'\\.ts$': ['<rootDir>/test/engine/own-module.js', TYPESCRIPT],
	},
	transformIgnorePatterns: [],
	globalSetup: '<rootDir>/test/engine/jest-global-setup.js',
	globalTeardown: '<rootDir>/test/engine/jest-global-teardown.js',
	// Before n8n-core loads: it needs reflect-metadata and reads its folder and key from the environment.
	setupFiles: ['<rootDir>/test/engine/environment.ts'],
	setupFilesAfterEnv: [
		'<rootDir>/test/engine/processor-time.ts',
		'<rootDir>/test/engine/moved-clock.ts',
	],
	reporters: ['default', '<rootDir>/test/engine/slowest-files.js'],
	maxWorkers: 2,
	// Each file runs our own modules anew. Should Node not give them back: at 4 GB a worker crawls, and then dies.
	workerIdleMemoryLimit: '1500MB',
	testTimeout: 180_000,
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
};
