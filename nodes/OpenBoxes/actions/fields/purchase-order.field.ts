import type { INodeProperties } from 'n8n-workflow';

/** Picker for a purchase order, newest first. */
export const purchaseOrderField: INodeProperties = {
	displayName: 'Purchase Order',
	name: 'purchaseOrder',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The order: choose it from the list, or give its order number or ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchPurchaseOrders', searchable: true },
		},
		{
			displayName: 'By Order Number',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. PO-MO-000042',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8a8a9e9665c4f59d0165c54ec6b10029',
		},
	],
};
