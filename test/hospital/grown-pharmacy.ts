import { readFileSync, join } from '../platform';
import type { Seed } from '../sandbox/store/seed';
import { INVENTORY, LOCATION } from './hospital';

/** One lot that a product of the grown pharmacy lies in. */
export interface LotPlan {
	name: string;
	quantity: number;
	expires: string;
	bin: 'S-1' | 'S-2';
}

/** Products `<prefix>001` … that the pharmacy is to have beside those of the seed. */
export interface ProductPlan {
	prefix: string;
	count: number;
	lots: readonly LotPlan[];
}

export interface GrownProduct {
	id: string;
	code: string;
	barcode: string;
}

type Rows = Seed['tables'][string];

const CATEGORY = '00000000a202135001a20213d225001e';
const BINS = {
	'S-1': { id: '00000000a202135001a20213d1990018', name: 'Shelf 1' },
	'S-2': { id: '00000000a202135001a20213d1c3001a', name: 'Shelf 2' },
} as const;

const hex = (kind: number, at: number): string =>
	`00000000b0${String(kind).padStart(2, '0')}${at.toString(16).padStart(20, '0')}`;

/** The seed hospital with a pharmacy of many products, each in several lots and bins. */
export function growPharmacy(plans: readonly ProductPlan[]): {
	seed: Seed;
	products: GrownProduct[];
} {
	const file = join(module.path, '../sandbox/fixtures/hospital.json');
	const seed = JSON.parse(readFileSync(file, 'utf8')) as Seed;
	const { clock, tables } = seed;
	const made = { version: 0, date_created: clock, last_updated: clock };
	const products: GrownProduct[] = [];
	const [transaction] = tables.transaction.filter((row) => row.inventory_id === INVENTORY.pharmacy);
	for (const plan of plans) {
		for (let at = 1; at <= plan.count; at += 1) {
			const serial = products.length + 1;
			const product = {
				id: hex(1, serial),
				code: `${plan.prefix}${String(at).padStart(3, '0')}`,
				barcode: String(7_600_000_000_000 + serial),
			};
			products.push(product);
			tables.product.push({
				...made,
				id: product.id,
				name: `Medicine ${product.code}`,
				product_code: product.code,
				upc: product.barcode,
				category_id: CATEGORY,
				unit_of_measure: 'tablet',
				product_type_id: 'DEFAULT',
				active: true,
				lot_and_expiry_control: true,
				created_by_id: '1',
				updated_by_id: '1',
			});
			plan.lots.forEach((lot, index) => addLot(tables, transaction, product, lot, index, made));
		}
	}
	return { seed, products };
}

/** A lot with the entry of its opening stock and the row that shows it. */
function addLot(
	tables: Seed['tables'],
	transaction: Rows[number],
	product: GrownProduct,
	lot: LotPlan,
	index: number,
	made: Rows[number],
): void {
	const serial = tables.inventory_item.length + 1;
	const bin = BINS[lot.bin];
	const lotNumber = `${product.code}-${lot.name}`;
	tables.inventory_item.push({
		...made,
		id: hex(2, serial),
		lot_number: lotNumber,
		product_id: product.id,
		expiration_date: lot.expires,
	});
	tables.transaction_entry.push({
		id: hex(3, serial),
		version: 0,
		transaction_id: String(transaction.id),
		transaction_entries_idx: index,
		product_id: product.id,
		inventory_item_id: hex(2, serial),
		bin_location_id: bin.id,
		quantity: lot.quantity,
	});
	tables.product_availability.push({
		...made,
		id: hex(4, serial),
		product_id: product.id,
		product_code: product.code,
		location_id: LOCATION.pharmacy,
		inventory_item_id: hex(2, serial),
		lot_number: lotNumber,
		bin_location_id: bin.id,
		bin_location_name: bin.name,
		quantity_on_hand: lot.quantity,
		quantity_allocated: 0,
		quantity_on_hold: 0,
		quantity_available_to_promise: lot.quantity,
	});
}
