import type { Resource } from '../operation';
import { getCandidates } from './getCandidates.operation';
import { record } from './record.operation';
import { request } from './request.operation';
import { start } from './start.operation';
import { submit } from './submit.operation';

/** Counts of products that OpenBoxes asks for, from request to booking. */
export const cycleCount: Resource = {
	value: 'cycleCount',
	name: 'Cycle Count',
	description: 'Counts of products, step by step, since OpenBoxes 0.9.4',
	operations: [getCandidates, request, start, record, submit],
};
