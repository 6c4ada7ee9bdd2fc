/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
				module: { type: 'commonjs' },
				sourceMaps: 'inline',
			},
		],
	},
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
	// Each file loads n8n-core anew and Node gives little of it back: at 4 GB a worker crawls, and then dies.
	workerIdleMemoryLimit: '1500MB',
	testTimeout: 180_000,
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
};
