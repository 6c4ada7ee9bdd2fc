import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Json } from '../../rules/transaction-body';
import { simplified } from '../../rules/transaction-output';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	hint: 'Simplified: times as dates, no empty fields, and nothing about the patient',
};

export function rowOutput(context: IExecuteFunctions, item: number, row: Json): IDataObject {
	const isRaw = context.getNodeParameter('simplify', item, true) === false;
	return (isRaw ? row : simplified(row)) as IDataObject;
}
