import type { INodeProperties } from 'n8n-workflow';

/** Single units in one counted unit, for lines that count boxes. */
export const unitFactorField: INodeProperties = {
	displayName: 'Units per Package',
	name: 'unitFactor',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'Single units in one counted unit: 1 for single units, 100 for a box of 100',
};
