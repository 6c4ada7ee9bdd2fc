import type { IDataObject } from 'n8n-workflow';
import { readCandidates } from '../../putaways/putaway-record';
import { requireFeature } from '../../transport/server';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';
import { candidateOutput } from './putaway-output';
import { isOn } from '../fields/read-values';

/** What lies in receiving bins. */
export const getCandidates: Operation = {
	value: 'getCandidates',
	name: 'Get Candidates',
	action: 'Get candidates for a putaway',
	description:
		'Get what lies in receiving bins and waits to be put on a shelf; use it before Create',
	properties: [
		{
			displayName: 'Only Ready',
			name: 'onlyReady',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out goods that stand in an open putaway already',
		},
		simplifyField,
	],
	execute: perItem(async ({ context, connection }, item) => {
		requireFeature(await connection.serverInfo(), 'putaways');
		const isSimple = isOn(context, item, 'simplify', true);
		const onlyReady = isOn(context, item, 'onlyReady', true);
		return (await readCandidates(connection))
			.filter(({ putawayStatus }) => !onlyReady || putawayStatus === 'READY')
			.map((row) => (isSimple ? candidateOutput(row) : (row as IDataObject)));
	}),
};
