import type { IDataObject } from 'n8n-workflow';
import type { InventoryItem } from '../../schemas';
import { expiryDay } from '../../values/moment';

/** What most workflows need of a lot. */
export function lotOutput({ id, lotNumber, expirationDate, product }: InventoryItem): IDataObject {
	return {
		id,
		lotNumber: lotNumber ?? null,
		expirationDate: expiryDay(expirationDate) ?? null,
		productId: product?.id ?? null,
		productCode: (product?.productCode as string | undefined) ?? null,
		productName: (product?.name as string | undefined) ?? null,
	};
}
