/** Before each test file: nodes wait on the clock of the tests, see `clock.ts`. */
import { sleep, stopClock } from './clock';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow'),
	sleep,
}));

afterAll(stopClock);
