import { nullPointer } from '../errors';
import { isoSeconds } from '../json/dates';
import { orNull, type Form, type Json } from '../json/json';
import type { Store } from '../store/store';
import type { Row, Value } from '../store/table';

/** JSON of sources and packages, which have a form of their own (docs/openboxes/warehouse.md). */

/** The package set as default, else the one changed last. */
export function defaultPackage(store: Store, source: Row): Row | undefined {
	const chosen = store.get('productPackage', source.defaultProductPackage);
	if (chosen) return chosen;
	return store
		.table('productPackage')
		.by('productSupplier', source.id)
		.sort((a, b) => Number(b.lastUpdated) - Number(a.lastUpdated))[0];
}

const twoDigits = (value: number): number => Math.round(value * 100 + Number.EPSILON) / 100;

const priceOf = (store: Store, pack: Row | undefined): number | undefined => {
	const price = store.get('productPrice', pack?.productPrice)?.price;
	return typeof price === 'number' ? price : undefined;
};

function figures(store: Store, source: Row) {
	const pack = defaultPackage(store, source);
	const price = priceOf(store, pack);
	const uom = store.get('unitOfMeasure', pack?.uom);
	return {
		packageSize: pack ? `${String(uom?.code ?? null)}/${String(pack.quantity)}` : null,
		packagePrice: twoDigits(price ?? 0),
		unitPrice: price === undefined ? 0 : twoDigits(price / Number(pack?.quantity)),
	};
}

const named = (json: Json, id: Value) => {
	const user = json.store.get('user', id);
	return user ? { id: user.id, name: `${String(user.firstName)} ${String(user.lastName)}` } : null;
};

/** The name to show had its code behind it before it got one in front. */
function organization(json: Json, id: Value, withCode: boolean) {
	const row = json.store.get('organization', id);
	if (!row) return null;
	const isNew = json.version.since('0.9.8');
	const { code, name } = row;
	const old = code ? `${String(name)} (${String(code)})` : String(name);
	return {
		id: row.id,
		name: orNull(name),
		...(withCode ? { code: orNull(code) } : {}),
		...(isNew || withCode
			? { displayName: isNew ? `${String(code)} - ${String(name)}` : old }
			: {}),
	};
}

const productSupplier: Form = (row, json) => {
	const { store } = json;
	const product = store.get('product', row.product);
	const pack = defaultPackage(store, row);
	const contract = store.get('productPrice', row.contractPrice);
	return {
		id: row.id,
		name: orNull(row.name),
		product: {
			id: product?.id ?? null,
			name: product?.name ?? null,
			productCode: product?.productCode ?? null,
		},
		code: orNull(row.code),
		supplier: organization(json, row.supplier, true),
		supplierCode: orNull(row.supplierCode),
		defaultProductPackage: pack ? json.of('productPackage', pack) : null,
		contractPrice: contract
			? { id: contract.id, price: contract.price, validUntil: isoSeconds(contract.toDate) }
			: null,
		minOrderQuantity: orNull(row.minOrderQuantity),
		productSupplierPreferences: [],
		...figures(store, row),
		dateCreated: isoSeconds(row.dateCreated),
		lastUpdated: isoSeconds(row.lastUpdated),
		createdBy: named(json, row.createdBy),
		updatedBy: named(json, row.updatedBy),
		active: orNull(row.active),
		ratingTypeCode: orNull(row.ratingTypeCode),
		manufacturer: organization(json, row.manufacturer, false),
		description: orNull(row.description),
		manufacturerCode: orNull(row.manufacturerCode),
		brandName: orNull(row.brandName),
		attributes: [],
		tieredPricing: orNull(row.tieredPricing),
		productCode: orNull(row.productCode),
	};
};

const productPackage: Form = (row, { store }) => {
	const uom = store.get('unitOfMeasure', row.uom);
	const price = store.get('productPrice', row.productPrice);
	// A package without a unit, as an order line without one makes, breaks every list it is in.
	if (!uom) throw nullPointer("Cannot get property 'id' on null object");
	return {
		id: row.id,
		name: orNull(row.name),
		description: orNull(row.description),
		productPrice: { id: price?.id ?? null, price: price?.price ?? null },
		quantity: orNull(row.quantity),
		uom: { id: uom.id, name: orNull(uom.name), code: orNull(uom.code) },
	};
};

export const productSupplierForms: Record<string, Form> = { productSupplier, productPackage };
