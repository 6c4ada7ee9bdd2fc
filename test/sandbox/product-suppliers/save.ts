import { isObject, type Body } from '../binding/binder';
import { parseBinderDate } from '../binding/dates';
import { wholeSecond } from '../clock';
import { failure, illegalArgument, invalid, missingRow, nullPointer } from '../errors';
import { pickFrom } from '../random';
import type { Call } from '../router';
import { domainNamed } from '../schema';
import type { Row, Value } from '../store/table';

const DETAILS = 'org.pih.warehouse.product.ProductSupplierDetailsCommand';
const PACKAGE = 'org.pih.warehouse.product.ProductPackageCommand';
const isNull = (property: string, command: string) =>
	`Property [${property}] of class [class ${command}] cannot be null`;

interface Reference {
	row?: Row;
	/** An object with an unknown id: a row that is not there, found out when it is used. */
	isDangling?: boolean;
	message?: string;
}

function reference(call: Call, domain: string, value: unknown): Reference {
	const id = isObject(value) ? value.id : value;
	if (typeof id !== 'string' || id === '') return {};
	const row = call.world.store.get(domain, id);
	if (row) return { row };
	if (isObject(value)) return { isDangling: true };
	const { className } = domainNamed(domain);
	return { message: `Could not find matching constructor for: ${className}(java.lang.String)` };
}

const TEXTS = ['code', 'name', 'supplierCode', 'manufacturerCode', 'description', 'brandName'];

interface Details {
	product: Reference;
	supplier: Reference;
	values: Record<string, Value>;
}

/** A command: what is left out is null, and a change clears it (docs/openboxes/warehouse.md). */
function readDetails(call: Call): Details {
	const body = call.body();
	const product = reference(call, 'product', body.product);
	const supplier = reference(call, 'organization', body.supplier);
	const manufacturer = reference(call, 'organization', body.manufacturer);
	const values: Record<string, Value> = { productCode: textOf(body.productCode) };
	for (const name of TEXTS) values[name] = textOf(body[name]);
	const rating = textOf(body.ratingTypeCode);
	const problems = [product, supplier, manufacturer].flatMap(({ message }) => message ?? []);
	const ratings = domainNamed('productSupplier').properties.ratingTypeCode.choices ?? [];
	if (rating !== null && rating !== '' && !ratings.includes(rating)) {
		problems.push(`No enum constant org.pih.warehouse.core.RatingTypeCode.${rating}`);
	}
	const isMissing = (one: Reference) => !one.row && !one.isDangling && !one.message;
	if (isMissing(product)) problems.push(isNull('product', DETAILS));
	for (const name of ['name', 'supplierCode']) {
		if (values[name] === '')
			problems.push(`Property [${name}] of class [class ${DETAILS}] cannot be blank`);
	}
	if (values.name === null) problems.push(isNull('name', DETAILS));
	if (isMissing(supplier)) problems.push(isNull('supplier', DETAILS));
	if (problems.length > 0) throw invalid(problems, 'Invalid product source');
	return {
		product,
		supplier,
		values: {
			...values,
			ratingTypeCode: rating || null,
			manufacturer: manufacturer.row?.id ?? null,
			product: product.row?.id ?? null,
			supplier: supplier.row?.id ?? null,
			// Left out it becomes true, also by a change.
			active: typeof body.active === 'boolean' ? body.active : true,
		},
	};
}

const textOf = (value: unknown): string | null =>
	typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : null;

/** Product code and supplier code; four digits more when that is taken. */
function sourceCode(call: Call, { product, supplier }: Details, own: Row | undefined): string {
	const { store, random } = call.world;
	const code = product.row?.productCode ?? null;
	const organization = supplier.row?.code ?? null;
	if (code === null || organization === null) {
		const format = `${String(code ?? '${custom.productCode}')}-${String(organization ?? '${custom.organizationCode}')}`;
		throw illegalArgument(
			`Failed generating identifier. Check your configuration! Format was not completely filled in:  ${format}`,
		);
	}
	const plain = `${String(code)}-${String(organization)}`;
	const isTaken = (one: string) =>
		store
			.table('productSupplier')
			.by('code', one)
			.some((row) => row !== own);
	if (!isTaken(plain)) return plain;
	const digits = () => Array.from({ length: 4 }, () => pickFrom(random, '0123456789')).join('');
	return `${plain}-${digits()}`;
}

export function createSource(call: Call): Row {
	const { store, ids, clock } = call.world;
	const details = readDetails(call);
	const now = wholeSecond(clock.now());
	return store.insert('productSupplier', {
		id: ids.id(),
		...details.values,
		code: details.values.code || sourceCode(call, details, undefined),
		tieredPricing: false,
		dateCreated: now,
		lastUpdated: now,
		createdBy: call.user.id,
		updatedBy: call.user.id,
	});
}

export function updateSource(call: Call): Row {
	const { store, clock } = call.world;
	const details = readDetails(call);
	const row = store.get('productSupplier', call.params.id);
	if (!row) throw missingRow('class org.pih.warehouse.product.ProductSupplier', call.params.id);
	store.update('productSupplier', row, {
		...details.values,
		code: details.values.code || sourceCode(call, details, row),
		lastUpdated: wholeSecond(clock.now()),
		updatedBy: call.user.id,
	});
	return row;
}

/** With its packages; an unknown one is a null pointer. */
export function deleteSource(call: Call): void {
	const { store } = call.world;
	const row = store.get('productSupplier', call.params.id);
	if (!row) throw nullPointer('Cannot set property on null object');
	for (const pack of store.table('productPackage').by('productSupplier', row.id)) {
		const price = store.get('productPrice', pack.productPrice);
		if (price) store.remove('productPrice', price);
		store.remove('productPackage', pack);
	}
	store.remove('productSupplier', row);
}

/** A package of a source, found by unit and quantity; only a new one becomes the default. */
export function savePackage(call: Call): Row {
	const { store, clock } = call.world;
	const input = readPackage(call);
	const { source, uom, quantity, price } = input;
	const now = wholeSecond(clock.now());
	const known = store
		.table('productPackage')
		.by('productSupplier', source.id)
		.find((one) => one.uom === uom.id && one.quantity === quantity);
	const pack = known ?? newPackage(call, source, uom, quantity);
	store.update('productSupplier', source, {
		minOrderQuantity: input.minimum,
		tieredPricing: input.tieredPricing,
		...(known ? {} : { defaultProductPackage: pack.id }),
		lastUpdated: now,
		updatedBy: call.user.id,
	});
	if (price !== null) setPrice(call, 'productPackage', pack, 'productPrice', { price });
	setContract(call, source, input);
	// A price per piece of a package that holds none.
	if (quantity === 0 && price !== null)
		throw failure('java.lang.ArithmeticException', 'Division by zero');
	return source;
}

function newPackage(call: Call, source: Row, uom: Row, quantity: number): Row {
	const { store, ids, clock } = call.world;
	const now = wholeSecond(clock.now());
	return store.insert('productPackage', {
		id: ids.id(),
		name: `${String(uom.code)}/${quantity}`,
		description: `${String(uom.name)} of ${quantity}`,
		product: source.product,
		productSupplier: source.id,
		uom: uom.id,
		quantity,
		dateCreated: now,
		lastUpdated: now,
		createdBy: call.user.id,
		updatedBy: call.user.id,
	});
}

function setPrice(
	call: Call,
	domain: string,
	owner: Row,
	property: string,
	values: Record<string, Value>,
): void {
	const { store, ids, clock } = call.world;
	const now = wholeSecond(clock.now());
	const known = store.get('productPrice', owner[property]);
	if (known) {
		store.update('productPrice', known, { ...values, lastUpdated: now });
		return;
	}
	const price = store.insert('productPrice', {
		id: ids.id(),
		type: 'DEFAULT_PRICE',
		...values,
		dateCreated: now,
		lastUpdated: now,
	});
	store.update(domain, owner, { [property]: price.id });
}

function setContract(
	call: Call,
	source: Row,
	{ contractPrice, contractUntil }: PackageInput,
): void {
	const { store } = call.world;
	const known = store.get('productPrice', source.contractPrice);
	if (!contractPrice && contractUntil === null) {
		if (!known) return;
		store.remove('productPrice', known);
		store.update('productSupplier', source, { contractPrice: null });
		return;
	}
	if (contractPrice === null)
		throw invalid([isNull('price', 'org.pih.warehouse.core.ProductPrice')]);
	setPrice(call, 'productSupplier', source, 'contractPrice', {
		price: contractPrice,
		toDate: contractUntil,
	});
}

interface PackageInput {
	source: Row;
	uom: Row;
	quantity: number;
	minimum: number | null;
	price: number | null;
	contractPrice: number | null;
	contractUntil: number | null;
	tieredPricing: boolean;
}

function readPackage(call: Call): PackageInput {
	const body = call.body();
	const source = reference(call, 'productSupplier', body.productSupplier);
	const uom = reference(call, 'unitOfMeasure', body.uom);
	const problems: string[] = [];
	for (const [name, one] of [
		['productSupplier', source],
		['uom', uom],
	] as const) {
		if (!one.row) problems.push(one.message ?? isNull(name, PACKAGE));
	}
	const number = (name: string) => numberIn(body, name, problems);
	const quantity = number('productPackageQuantity');
	if (quantity === null) problems.push(isNull('productPackageQuantity', PACKAGE));
	const minimum = number('minOrderQuantity');
	const price = number('productPackagePrice');
	const contractPrice = number('contractPricePrice');
	const until = textOf(body.contractPriceValidUntil);
	const contractUntil = until ? parseBinderDate(until, call.world.version) : null;
	if (contractUntil === undefined)
		problems.push('Property contractPriceValidUntil must be a valid Date');
	if (problems.length > 0 || !source.row || !uom.row || quantity === null) {
		throw invalid(problems, 'Product package is invalid');
	}
	return {
		...{ minimum, price, contractPrice, contractUntil: contractUntil ?? null },
		source: source.row,
		uom: uom.row,
		quantity: Math.trunc(quantity),
		tieredPricing: body.tieredPricing === true,
	};
}

function numberIn(body: Body, name: string, problems: string[]): number | null {
	const value = body[name];
	if (value === undefined || value === null || value === '') return null;
	const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;
	if (Number.isNaN(number)) {
		problems.push(`Property ${name} must be a valid number`);
		return null;
	}
	if (number < 0) {
		problems.push(
			`Property [${name}] of class [class ${PACKAGE}] with value [${number}] is less than minimum value [0]`,
		);
	}
	return number;
}
