import type { Resource } from './operation';
import { bin } from './bin/bin.resource';
import { category } from './category/category.resource';
import { cycleCount } from './cycleCount/cycleCount.resource';
import { location } from './location/location.resource';
import { lot } from './lot/lot.resource';
import { product } from './product/product.resource';
import { purchaseOrder } from './purchaseOrder/purchaseOrder.resource';
import { putaway } from './putaway/putaway.resource';
import { record } from './record/record.resource';
import { stock } from './stock/stock.resource';
import { stockMovement } from './stockMovement/stockMovement.resource';
import { stockTransfer } from './stockTransfer/stockTransfer.resource';
import { transaction } from './transaction/transaction.resource';
import { user } from './user/user.resource';

/** All resources, in the order of the menu. A new resource is one line here. */
export const resources: readonly Resource[] = [
	bin,
	category,
	cycleCount,
	location,
	lot,
	product,
	purchaseOrder,
	putaway,
	record,
	stock,
	stockMovement,
	stockTransfer,
	transaction,
	user,
];
