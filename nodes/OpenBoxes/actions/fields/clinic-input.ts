import {
	jsonParse,
	type IDataObject,
	type IDisplayOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { toLocationName, type LocationName } from '../../catalogue/locations';
import {
	linesGoing,
	readClinicTransaction,
	SKU_NAMES,
	withoutExpiry,
	type ClinicLine,
	type ClinicTransaction,
	type SkuName,
} from '../../lines/inventory-transaction';
import type { Read } from '../../values/read';
import type { ServerInfo } from '../../transport/server';
import { locationField } from './location.field';

/** Stored value of the input "Inventory Transaction v5.45". */
export const CLINIC = 'inventoryTransaction';

export const CLINIC_OPTION = {
	name: 'Inventory Transaction v5.45',
	value: CLINIC,
	description: 'As a clinic system (HapiHub) gives it; nothing about the patient leaves the item',
};

type Context = Parameters<typeof toClinicValue>[0];

/** Kinds of transactions that an operation can do something with. */
const ACCEPTS: Record<string, ReadonlyArray<ClinicTransaction['type']>> = {
	debit: ['sales'],
	credit: ['return'],
	adjust: ['adjustment'],
	receive: ['receiving', 'purchase'],
	create: ['transfer'],
};

/** Fields of this input, for the operations that have it. */
export function clinicProperties(show: NonNullable<IDisplayOptions['show']>): INodeProperties[] {
	const fields: INodeProperties[] = [
		{
			displayName: 'Inventory Transaction (JSON)',
			name: 'clinicTransaction',
			type: 'json',
			default: '={{ $json }}',
			description:
				'The transaction. Its ID is the reference; of its items sku, quantity, control (lot) and expiresAt are read.',
		},
		{
			displayName: 'Warehouses',
			name: 'warehouses',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Warehouse',
			default: {},
			description:
				'Which location of OpenBoxes each warehouse of the clinic is. A transaction of another warehouse is refused.',
			options: [
				{
					displayName: 'Warehouse',
					name: 'warehouse',
					values: [
						{
							displayName: 'Warehouse ID',
							name: 'id',
							type: 'string',
							default: '',
							description: 'As the clinic system calls it',
						},
						{ ...locationField, hint: 'Empty = the location of the credential' },
					],
				},
			],
		},
		{
			displayName: 'SKU Is',
			name: 'skuIs',
			type: 'options',
			options: [
				{ name: 'Any Code', value: 'product', description: 'Whichever of the others fits' },
				{ name: 'Barcode', value: 'barcode' },
				{ name: 'Product Code', value: 'productCode' },
				{ name: 'Product ID', value: 'productId' },
			],
			default: 'product',
			description: 'What the SKU of the clinic is in OpenBoxes',
		},
	];
	return fields.map((field) => ({ ...field, displayOptions: { show } }));
}

/** Whether an item is such a transaction. */
export function isClinicItem(context: Context, item: number): boolean {
	return ['itemIs', 'linesFrom'].some(
		(name) => context.getNodeParameter(name, item, '') === CLINIC,
	);
}

function toClinicValue(
	context: {
		getNodeParameter: (name: string, item: number, fallback?: unknown) => unknown;
		getTimezone: () => string;
	},
	item: number,
): unknown {
	const value = context.getNodeParameter('clinicTransaction', item, '');
	if (typeof value !== 'string') return value;
	try {
		return jsonParse<unknown>(value);
	} catch {
		return undefined;
	}
}

/** The transaction that an item is. */
export function readClinicItem(context: Context, item: number): Read<ClinicTransaction> {
	const operation = String(context.getNodeParameter('operation', item));
	const chosen = context.getNodeParameter('skuIs', item, 'product');
	const sku: SkuName = SKU_NAMES.find((name) => name === chosen) ?? 'product';
	return readClinicTransaction(
		toClinicValue(context, item),
		ACCEPTS[operation] ?? [],
		sku,
		context.getTimezone(),
	);
}

/** Its lines as a user would write them in JSON; of an adjustment those that go one way. */
export function readClinicLines(
	context: Context,
	item: number,
	direction?: 'up' | 'down',
): Read<ClinicLine[]> {
	const read = readClinicItem(context, item);
	if (read.reason !== undefined) return read;
	const { type, lines } = read.value;
	if (direction !== undefined) {
		const going = linesGoing(direction, lines);
		return { value: direction === 'down' ? withoutExpiry(going) : going };
	}
	return { value: type === 'sales' || type === 'return' ? withoutExpiry(lines) : lines };
}

/** The location that a warehouse of the clinic is; a name without content is that of the credential. */
export function locationOfWarehouse(
	context: Context,
	item: number,
	warehouse: string | undefined,
): Read<LocationName | undefined> {
	if (warehouse === undefined)
		return { reason: 'the inventory transaction does not say at which warehouse it is' };
	const rows = context.getNodeParameter('warehouses.warehouse', item, []) as IDataObject[];
	const row = rows.find(({ id }) => String(id ?? '').trim() === warehouse);
	return row
		? { value: toLocationName(row.location) }
		: { reason: `"Warehouses" does not say which location the warehouse "${warehouse}" is` };
}

/** Why a transaction cannot be booked with this credential; undefined when it can. */
export function refusedWarehouse(
	context: Context,
	item: number,
	{ warehouse }: ClinicTransaction,
	{ location }: ServerInfo,
): string | undefined {
	const named = locationOfWarehouse(context, item, warehouse);
	if (named.reason !== undefined) return named.reason;
	const { locationId, locationNumber, anyCode } = named.value ?? {};
	const text = locationId ?? locationNumber ?? anyCode;
	const isHere = text === undefined || [location.id, location.number, location.name].includes(text);
	return isHere
		? undefined
		: `the warehouse "${String(warehouse)}" is another location than "${location.name}" of the credential`;
}
