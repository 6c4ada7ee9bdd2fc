import type { IDataObject } from 'n8n-workflow';
import { readNamedTransfer } from '../../putaways/transfer-record';
import { requireOpenSource } from '../../transport/open-source-only';
import { simplifyField } from '../fields/simplify.field';
import { stockTransferField } from '../fields/stock-transfer.field';
import { perItem, type Operation } from '../operation';
import { transferOutput } from './transfer-output';
import { isOn } from '../fields/read-values';

/** One transfer with its lines. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a stock transfer',
	description:
		'Get one stock transfer with what goes from which bin to which; use it before Complete',
	properties: [stockTransferField, simplifyField],
	execute: perItem(async ({ context, connection }, item) => {
		await requireOpenSource(connection, 'stock transfers');
		const transfer = await readNamedTransfer(
			connection,
			context.getNodeParameter('stockTransfer', item, ''),
		);
		const isSimple = isOn(context, item, 'simplify', true);
		return isSimple ? transferOutput(transfer) : (transfer as IDataObject);
	}),
};
