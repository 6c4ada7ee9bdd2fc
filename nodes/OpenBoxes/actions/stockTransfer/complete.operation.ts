import { completeTransfer } from '../../putaways/save-transfer';
import { readNamedTransfer } from '../../putaways/transfer-record';
import { requireOpenSource } from '../../transport/open-source-only';
import { stockTransferField } from '../fields/stock-transfer.field';
import { perItem, type Operation } from '../operation';
import { transferOutput } from './transfer-output';

/** Moves the goods of a pending transfer. */
export const complete: Operation = {
	value: 'complete',
	name: 'Complete',
	action: 'Complete a stock transfer',
	description: 'Move the goods of a pending stock transfer to their bins, once',
	properties: [stockTransferField],
	execute: perItem(async ({ context, connection }, item) => {
		await requireOpenSource(connection, 'stock transfers');
		const named = await readNamedTransfer(
			connection,
			context.getNodeParameter('stockTransfer', item, ''),
		);
		const { transfer, ...moved } = await completeTransfer(connection, named);
		return { ...transferOutput(transfer), ...moved };
	}),
};
