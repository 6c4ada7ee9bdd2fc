import type { IDataObject } from 'n8n-workflow';
import { readNamedPutaway } from '../../putaways/putaway-record';
import { requireFeature } from '../../transport/server';
import { simplifyField } from '../fields/simplify.field';
import { putawayField } from '../fields/putaway.field';
import { perItem, type Operation } from '../operation';
import { putawayOutput } from './putaway-output';
import { isOn } from '../fields/read-values';

/** One putaway with its lines. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a putaway',
	description: 'Get one putaway with what goes from where to where; use it before Complete',
	properties: [putawayField, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		requireFeature(await connection.serverInfo(), 'putaways');
		const putaway = await readNamedPutaway(connection, context.getNodeParameter('putaway', item));
		const isSimple = isOn(context, item, 'simplify', true);
		return isSimple ? putawayOutput(putaway) : (putaway as IDataObject);
	}),
};
