import './environment';
import { WorkflowExecute } from 'n8n-core';
import { jsonParse, NodeOperationError, OperationalError } from 'n8n-workflow';

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
