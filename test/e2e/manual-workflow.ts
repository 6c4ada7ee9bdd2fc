import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowDefinition } from '../engine/run';
import type { Credential } from './n8n-api';
import { PACKAGE } from './package-installation';

/** A start by hand and one node of ours. */
export function manualWorkflow(
	parameters: INodeParameters,
	{ id, name }: Credential,
): WorkflowDefinition {
	const ours: INode = {
		id: 'ours',
		name: 'OpenBoxes',
		type: `${PACKAGE}.openBoxes`,
		typeVersion: 1,
		position: [220, 0],
		parameters,
		credentials: { openBoxesApi: { id, name } },
	};
	return {
		name: 'By Hand',
		nodes: [START, ours],
		connections: { Start: { main: [[{ node: 'OpenBoxes', type: 'main', index: 0 }]] } },
	} as WorkflowDefinition;
}

export const START: INode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
