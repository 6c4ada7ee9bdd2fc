import {
	audit,
	auditBy,
	choice,
	date,
	decimal,
	domain,
	flag,
	integer,
	list,
	reference,
	text,
} from './domain';

export const TRANSACTION_CODES = ['DEBIT', 'CREDIT', 'INVENTORY', 'PRODUCT_INVENTORY'] as const;

const INVENTORY_STATUS = [
	'INACTIVE',
	'NOT_SUPPORTED',
	'SUPPORTED_NON_INVENTORY',
	'SUPPORTED',
	'STOCK',
	'FORMULARY',
] as const;

const QUANTITY_RANGE: [number, number] = [0, 2147483646];
const FIRST_OF_2000 = Date.UTC(2000, 0, 1);

/**
 * stock-and-transactions.md#transaction, warehouse.md#inventory-levels,
 * sessions-and-errors.md#default-shapes.
 */
export const stockDomains = [
	domain('inventory.Transaction', {
		transactionNumber: text({ unique: true, label: 'Transaction Number' }),
		transactionDate: date({ required: true, label: 'Date' }),
		transactionType: reference('transactionType', {
			required: true,
			label: 'Type',
			unknown: 'foreign key',
		}),
		inventory: reference('inventory', {
			required: true,
			label: 'Inventory',
			unknown: 'foreign key',
		}),
		source: reference('location', { label: 'Source', unknown: 'foreign key' }),
		destination: reference('location', { label: 'Destination', unknown: 'foreign key' }),
		comment: text(),
		confirmed: flag({ initial: false }),
		confirmedBy: reference('user', { unknown: 'foreign key' }),
		dateConfirmed: date(),
		outgoingShipment: reference('shipment', { unknown: 'foreign key' }),
		incomingShipment: reference('shipment', { unknown: 'foreign key' }),
		requisition: reference('requisition', { unknown: 'foreign key' }),
		receipt: reference('receipt', { unknown: 'foreign key' }),
		order: reference('order', { unknown: 'foreign key' }),
		cycleCount: reference('cycleCount', { since: '0.9.4', unknown: 'foreign key' }),
		transactionSource: reference('transactionSource', { since: '0.9.6', unknown: 'foreign key' }),
		transactionEntries: list('transactionEntry', 'transaction'),
		...auditBy(),
	}),
	domain(
		'inventory.TransactionEntry',
		{
			quantity: integer({ required: true }),
			product: reference('product', { unknown: 'foreign key' }),
			inventoryItem: reference('inventoryItem', { required: true, unknown: 'foreign key' }),
			binLocation: reference('location', { unknown: 'foreign key' }),
			reasonCode: text(),
			comments: text(),
			transaction: reference('transaction', { required: true, unknown: 'foreign key' }),
		},
		{ label: 'Transaction entry' },
	),
	domain('inventory.TransactionType', {
		name: text({ required: true, label: 'Name' }),
		description: text(),
		sortOrder: integer({ initial: 0 }),
		transactionCode: choice('org.pih.warehouse.inventory.TransactionCode', TRANSACTION_CODES, {
			required: true,
		}),
		...audit(),
	}),
	domain(
		'inventory.TransactionSource',
		{
			transactionAction: choice('org.pih.warehouse.inventory.TransactionAction', [
				'CYCLE_COUNT',
				'INVENTORY_IMPORT',
				'INVENTORY_ADJUSTMENT',
				'RECORD_STOCK',
			]),
			origin: reference('location'),
			destination: reference('location'),
			// Found by, never shown (warehouse.md#cycle-counts).
			cycleCount: reference('cycleCount', { notShown: true }),
			...auditBy(),
		},
		{ since: '0.9.6' },
	),
	domain('inventory.Inventory', {
		warehouse: reference('location', { notBound: true }),
		configuredProducts: list('inventoryLevel', 'inventory', { notBound: true }),
		...audit(),
	}),
	domain(
		'inventory.InventoryItem',
		{
			product: reference('product', { required: true, unknown: 'transient value' }),
			lotNumber: text({ label: 'Serial / Lot Number', limit: 255 }),
			expirationDate: date({ label: 'Expiration date', earliest: FIRST_OF_2000 }),
			comments: text(),
			lotStatus: choice('org.pih.warehouse.inventory.LotStatusCode', ['RECALLED']),
			...audit(),
		},
		{ label: 'Inventory Item' },
	),
	domain(
		'inventory.InventoryLevel',
		{
			inventory: reference('inventory', { required: true, unknown: 'transient value' }),
			product: reference('product', {
				required: true,
				requiredSince: '0.9.4',
				unknown: 'transient value',
			}),
			internalLocation: reference('location', { unknown: 'foreign key' }),
			preferredBinLocation: reference('location', { unknown: 'foreign key' }),
			replenishmentLocation: reference('location', { unknown: 'foreign key' }),
			binLocation: text(),
			status: choice('org.pih.warehouse.inventory.InventoryStatus', INVENTORY_STATUS, {
				initial: 'SUPPORTED',
			}),
			minQuantity: integer({ label: 'Min quantity', range: QUANTITY_RANGE }),
			reorderQuantity: integer({ label: 'Reorder quantity', range: QUANTITY_RANGE }),
			maxQuantity: integer({ label: 'Max quantity', range: QUANTITY_RANGE }),
			forecastQuantity: decimal({ label: 'Forecast quantity', scale: 2 }),
			forecastPeriodDays: integer({ initial: 30, label: 'Forecast period' }),
			demandTimePeriodDays: integer(),
			expectedLeadTimeDays: integer(),
			replenishmentPeriodDays: integer(),
			preferred: flag({ initial: false }),
			abcClass: text(),
			comments: text(),
			...audit(),
		},
		{ label: 'Inventory Level' },
	),
	domain('product.ProductAvailability', {
		product: reference('product'),
		location: reference('location'),
		binLocation: reference('location'),
		inventoryItem: reference('inventoryItem'),
		productCode: text(),
		lotNumber: text(),
		binLocationName: text(),
		quantityOnHand: integer(),
		quantityAllocated: integer(),
		quantityOnHold: integer(),
		quantityAvailableToPromise: integer(),
		quantityNotPicked: integer(),
		...audit(),
	}),
];
