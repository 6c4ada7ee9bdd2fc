import type { INodeProperties } from 'n8n-workflow';

/** For lines whose product can be a scanned label. */
export const keepSerialField: INodeProperties = {
	displayName: 'Keep Serial Number',
	name: 'keepSerial',
	type: 'boolean',
	default: false,
	description: 'Whether the serial number of a scanned label goes into the comment',
};
