import type { Row } from '../store/table';
import { isoInstant, monthDayYear } from './dates';
import { orNull, TRANSIENT, type Form, type Json, type JsonObject } from './json';

const fullName = (json: Json, id: Row['updatedBy']): string | null => {
	const user = json.store.get('user', id);
	return user ? `${String(user.firstName)} ${String(user.lastName)}` : null;
};

/** stock-and-transactions.md#products; barcode, cost, tags are not in it. */
const product: Form = (row, json) => ({
	id: row.id,
	productCode: orNull(row.productCode),
	name: orNull(row.name),
	description: orNull(row.description),
	category: orNull(json.store.get('category', row.category)?.name),
	unitOfMeasure: orNull(row.unitOfMeasure),
	pricePerUnit: orNull(row.pricePerUnit),
	dateCreated: isoInstant(row.dateCreated),
	lastUpdated: isoInstant(row.lastUpdated),
	updatedBy: fullName(json, row.updatedBy),
	color: null,
	handlingIcons: [],
	lotAndExpiryControl: orNull(row.lotAndExpiryControl),
	active: orNull(row.active),
	displayNames: { default: null },
});

/** `GET /api/products?format=list`. */
export function productListItem(row: Row, json: Json): JsonObject {
	const shared = product(row, json);
	delete shared.displayNames;
	return {
		...shared,
		productFamily: null,
		displayName: null,
		glAccount: null,
		productCatalogs: [],
	};
}

const reference = (id: Row['id'] | Row['category']) => ({ id: id ?? null });

/** The whole product, as only `POST /api/products` answers it (stock-and-transactions.md#product-writes). */
export function wholeProduct(row: Row, json: Json): JsonObject {
	const plain = Object.fromEntries(
		[
			'unitOfMeasure',
			'abcClass',
			'upc',
			'ndc',
			'costPerUnit',
			'controlledSubstance',
			'hazardousMaterial',
			'active',
			'coldChain',
			'serialized',
			'lotControl',
			'essential',
			'reconditioned',
			'manufacturer',
			'manufacturerCode',
			'manufacturerName',
			'brandName',
			'modelNumber',
			'vendor',
			'vendorCode',
			'vendorName',
			'packageSize',
			'pricePerUnit',
			'lotAndExpiryControl',
		].map((name) => [name, orNull(row[name])]),
	);
	const { id, productCode, name, description, dateCreated, lastUpdated, color } = product(
		row,
		json,
	);
	return {
		...{ id, productCode, name, description, dateCreated, lastUpdated, color },
		...plain,
		productType: reference(row.productType),
		category: reference(row.category),
		defaultUom: reference(row.defaultUom),
		glAccount: reference(row.glAccount),
		productFamily: reference(row.productFamily),
		createdBy: reference(row.createdBy),
		updatedBy: reference(row.updatedBy),
		attributes: [],
	};
}

/** A tag lists its products; the answer that makes it has none yet (warehouse.md#reorder-report). */
function tag(row: Row, json: Json): JsonObject {
	const tagged = json.store
		.table('product')
		.all()
		.filter((one) => Array.isArray(one.tags) && one.tags.includes(row.id));
	const products = json.unsaved.has(row) ? null : tagged.map((one) => ({ id: one.id }));
	return { ...json.byDefault('tag', row), products };
}

export const catalogForms: Record<string, Form> = {
	tag,
	productAvailability: (row, json) => ({
		...json.byDefault('productAvailability', row),
		// A computed column: the seed has none.
		quantityNotPicked:
			row.quantityNotPicked ?? Number(row.quantityOnHand) - Number(row.quantityAllocated ?? 0),
	}),
	product,
	category: (row, json) => ({
		id: row.id,
		name: orNull(row.name),
		parentCategory: json.nested('category', row.parentCategory),
	}),
	inventoryItem: (row, json) => {
		const of = json.store.get('product', row.product);
		return {
			id: row.id,
			product: of
				? { id: of.id, name: orNull(of.name), productCode: orNull(of.productCode) }
				: row.product === TRANSIENT
					? { id: null, name: null, productCode: null }
					: null,
			// An empty lot number is stored as such but shown as null (sessions-and-errors.md#bad-input).
			lotNumber: row.lotNumber || null,
			expirationDate: monthDayYear(row.expirationDate),
		};
	},
	productType: (row, json) => ({
		...json.byDefault('productType', row),
		displayedFields: [],
		requiredFields: [],
		supportedActivities: [
			{ enumType: 'org.pih.warehouse.product.ProductActivityCode', name: 'SEARCHABLE_NO_STOCK' },
		],
	}),
};
