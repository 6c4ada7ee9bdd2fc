import './environment';
import { WorkflowExecute } from 'n8n-core';
import { jsonParse, NodeOperationError, OperationalError } from 'n8n-workflow';
import { process, spawnSync } from '../platform';

describe('n8n in the tests', () => {
	it('is loaded once per worker: who loads it anew, as each test file does, gets the same', () => {
		jest.isolateModules(() => {
			const again = jest.requireActual<typeof import('n8n-core')>('n8n-core');
			expect(again.WorkflowExecute).toBe(WorkflowExecute);
		});
	});

	it('makes arrays and errors of the kind that the tests know', () => {
		expect(jsonParse('[]')).toBeInstanceOf(Array);
		expect(new OperationalError('no')).toBeInstanceOf(Error);
		expect(NodeOperationError.prototype).toBeInstanceOf(Error);
	});
});

/** In a process of its own, where it is loaded once, as in a worker. */
const USE_AND_END_A_STORAGE = `
	const { disableAll } = require('./async-storages');
	const { AsyncLocalStorage } = require('node:async_hooks');
	const storage = new AsyncLocalStorage();
	storage.enterWith('of the first file');
	const left = [storage.getStore()];
	disableAll();
	left.push(storage.getStore() ?? 'nothing');
	console.log(left.join(', '));
`;

it('what a test file left in a storage of Node does not follow all that later files do', () => {
	const { stdout, stderr } = spawnSync(process.execPath, ['-e', USE_AND_END_A_STORAGE], {
		cwd: module.path,
		encoding: 'utf8',
	});
	expect({ stdout, stderr }).toEqual({ stdout: 'of the first file, nothing\n', stderr: '' });
});
