import type { IDataObject } from 'n8n-workflow';
import { asPutawayItem } from '../../putaways/transfer-record';
import type { Transfer } from '../../schemas';
import { fromServerDate } from '../../values/server-date';
import { putawayItemOutput } from '../putaway/putaway-output';

export function transferOutput(transfer: Transfer): IDataObject {
	return {
		id: transfer.id,
		transferNumber: transfer.stockTransferNumber ?? null,
		reference: transfer.description ?? null,
		status: transfer.status.toLowerCase(),
		locationName: transfer['origin.name'] ?? null,
		lines: transfer.stockTransferItems.map((item) => {
			const { productCode, lotNumber, quantity, fromBin, bin } = putawayItemOutput(
				asPutawayItem(item),
			);
			const expirationDate = fromServerDate(item.expirationDate);
			const productName = item['product.name'] ?? null;
			return { productCode, productName, lotNumber, expirationDate, quantity, fromBin, bin };
		}),
	};
}
