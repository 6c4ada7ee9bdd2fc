import type { IDataObject } from 'n8n-workflow';
import type { InventoryLevel } from '../../schemas';
import { levelsOf } from '../../stock/rules/reorder-levels';

interface LevelNames {
	product?: { id: string; productCode: string; name: string };
	locationName: string;
	binName?: string;
}

/** A reorder rule with names. */
export function levelOutput(
	rule: InventoryLevel,
	{ product, locationName, binName }: LevelNames,
): IDataObject {
	const { minQuantity, reorderQuantity, maxQuantity } = levelsOf(rule);
	return {
		levelId: rule.id,
		productId: rule.product?.id ?? null,
		productCode: product?.productCode ?? null,
		productName: product?.name ?? null,
		locationName,
		binLocation: binName ?? rule.internalLocation?.id ?? null,
		minimumQuantity: minQuantity,
		reorderPoint: reorderQuantity,
		maximumQuantity: maxQuantity,
		status: rule.status ?? null,
	};
}
