import type { Read } from '../../values/read';
import { quoted } from '../../values/text';

/** Names of the generic API that answer on all or most versions (warehouse.md#generic-names). */
export const RECORD_TYPES =
	'attribute budgetCode category comment container document event eventType glAccount inventory inventoryCount inventoryItem inventoryLevel invoice invoiceItem location locationGroup locationRole locationType order orderAdjustment orderItem orderItemSummary orderSummary orderType organization outboundStockMovement party partyRole partyType paymentTerm person picklist picklistItem product productAssociation productAvailability productCatalog productCatalogItem productGroup productPackage productPrice productSummary productSupplier productType receipt receiptItem referenceNumber requirement requisition requisitionItem role shipment shipmentItem shipmentType shipper supplier synonym tag transaction transactionEntry transactionSource transactionType unitOfMeasure unitOfMeasureClass user'.split(
		' ',
	);

/** What makes one of its kind, by which it is found again. */
const KEYS: ReadonlyMap<string, string> = new Map([
	...['budgetCode', 'glAccount', 'paymentTerm', 'productCatalog', 'productSupplier'].map(
		(type): [string, string] => [type, 'code'],
	),
	...['locationGroup', 'locationType', 'organization', 'productGroup', 'shipper'].map(
		(type): [string, string] => [type, 'name'],
	),
	['unitOfMeasure', 'code'],
	['tag', 'tag'],
	['product', 'productCode'],
	['order', 'orderNumber'],
]);

export const keyOf = (type: string): string | undefined => KEYS.get(type);

/** Reads a name of the generic API: of a class, its first letter in either case (sessions-and-errors.md#generic). */
export function readRecordType(text: string): Read<string> {
	const type = text.trim();
	if (/^[A-Za-z][A-Za-z\d]*$/.test(type))
		return { value: type.charAt(0).toLowerCase() + type.slice(1) };
	return {
		reason: `${quoted(text)} is no record type: it is a name like "tag" or "productGroup", without blanks and not in the plural`,
	};
}

type Change = 'create' | 'update' | 'delete';

const RIGHTS =
	'OpenBoxes would take passwords and rights as they are sent, whoever sends them; change people and roles on its web pages';
const STOCK = 'stock is booked by the resources Transaction and Stock Movement';
const SHOWN = 'it is a view that OpenBoxes computes from other records';

/** By names in small letters: what can only be read here, and why. */
const READ_ONLY: ReadonlyMap<string, string> = new Map([
	...['user', 'role', 'locationrole', 'person', 'party', 'partyrole', 'partytype'].map(
		(type): [string, string] => [type, RIGHTS],
	),
	...['transaction', 'transactionentry', 'localtransfer', 'inventory'].map(
		(type): [string, string] => [type, STOCK],
	),
	...['cyclecount', 'cyclecountitem', 'cyclecountrequest'].map((type): [string, string] => [
		type,
		'a count that is changed may be booked twice; use the resource Cycle Count',
	]),
	...[
		'productavailability',
		'requirement',
		'outboundstockmovement',
		'inventorycount',
		'supplier',
	].map((type): [string, string] => [type, SHOWN]),
]);

const NOT_SO: ReadonlyMap<string, string> = new Map([
	['create location', 'it would have neither number nor inventory; use Location: Create'],
	['delete location', 'close it with Location: Update instead'],
	['delete order', 'its lines would go with it; use Purchase Order: Delete'],
	['delete shipment', 'use Stock Movement: Delete'],
	['delete requisition', 'use Stock Movement: Delete'],
]);

/** Why records of a type cannot be changed this way; undefined when they can. */
export function refusalOf(change: Change, type: string): string | undefined {
	const name = type.toLowerCase();
	if (/(summary|listitem|details|rollup|snapshot|fact|dimension)$/.test(name)) return SHOWN;
	return READ_ONLY.get(name) ?? NOT_SO.get(`${change} ${name}`);
}
