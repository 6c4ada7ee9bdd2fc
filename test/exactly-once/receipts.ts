import type { NodeRunOptions } from '../engine/run';

/** Two units of paracetamol under each receipt. */
export const sales = (...receipts: string[]): NodeRunOptions => ({
	type: 'openBoxes',
	parameters: {
		resource: 'transaction',
		operation: 'debit',
		reference: '={{ $json.receipt }}',
		linesFrom: 'json',
		linesJson: '=[{"productCode": "10002", "quantity": 2}]',
		options: { source: 'TILL1' },
	},
	items: receipts.map((receipt) => ({ receipt })),
	continueOnFail: true,
});
