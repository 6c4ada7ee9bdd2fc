import { sameText } from '../collation';
import { nullPointer } from '../errors';
import { shortDate } from '../json/dates';
import { TRANSIENT } from '../json/json';
import type { Row } from '../store/table';
import type { Binding } from './binder';

/** Rules of single classes that their constraints cannot say; each returns messages. */
type Rule = (binding: Binding, row: Row, failed: Set<string>) => string[];

const transaction: Rule = ({ world }, row, failed) => {
	const messages: string[] = [];
	const date = row.transactionDate;
	// Not later than the server's clock, to the millisecond (stock-and-transactions.md#transaction).
	if (typeof date === 'number' && date > world.clock.now() && !failed.has('transactionDate')) {
		messages.push(
			`Property [Date] of class [Transaction] with value [${shortDate(date)}] does not pass custom validation`,
		);
	}
	if (failed.has('source') || failed.has('destination')) return messages;
	const { source, destination, transactionType: type } = row;
	const both = Boolean(source) && Boolean(destination);
	if (both || (type === '8' && !source)) {
		const name = world.store.get('location', source)?.name ?? null;
		messages.push(
			`Property [Source] of class [Transaction] with value [${String(name)}] does not pass custom validation`,
		);
	}
	const own = world.store.get('inventory', row.inventory)?.warehouse;
	if (both || (type === '9' && (!destination || destination === own))) {
		messages.push(
			'Destination cannot be empty and destination cannot be the same as the current warehouse',
		);
	}
	return messages;
};

const inventoryItem: Rule = ({ world }, row, failed) => {
	const lot = row.lotNumber;
	// Lots without a number are not unique: each create makes one more (sessions-and-errors.md#bad-input).
	if (typeof lot !== 'string' || lot === '' || failed.has('product')) return [];
	const taken = world.store
		.table('inventoryItem')
		.by('product', row.product)
		.some((other) => other !== row && sameText(String(other.lotNumber ?? ''), lot));
	return taken
		? [
				`Property [Serial / Lot Number] of class [Inventory Item] with value [${lot}] must be unique`,
			]
		: [];
};

/** A second facility rule for one product is refused before 0.9.4 only (versions.md#smaller). */
const inventoryLevel: Rule = ({ world }, row) => {
	if (world.version.since('0.9.4') && !row.internalLocation) return [];
	const twin = world.store
		.table('inventoryLevel')
		.by('inventory', row.inventory)
		.some(
			(other) =>
				other !== row &&
				other.product === row.product &&
				(other.internalLocation ?? null) === (row.internalLocation ?? null),
		);
	if (!twin) return [];
	const product = world.store.get('product', row.product);
	return [
		`Property [product] of class [Inventory Level] with value [${String(product?.name ?? null)}] must be unique`,
	];
};

const product: Rule = ({ world }, row) => {
	if (row.active !== false || world.version.before('0.9.7')) return [];
	const stocked = new Set(
		world.store
			.table('productAvailability')
			.by('product', row.id)
			.filter((one) => Number(one.quantityOnHand) > 0)
			.map((one) => one.location),
	);
	const names = world.store
		.table('location')
		.all()
		.filter((location) => stocked.has(location.id))
		.map((location) => String(location.name));
	return names.length > 0
		? [
				`Product cannot be deactivated because it is in stock at the following locations: [${names.join(', ')}]`,
			]
		: [];
};

/** Both places need an organization, wards and pharmacies excepted (orders-and-receiving.md#create). */
const order: Rule = ({ world }, row, failed) =>
	(['origin', 'destination'] as const).flatMap((name) => {
		if (failed.has(name)) return [];
		// An unknown place is looked at before the database can refuse it.
		if (row[name] === TRANSIENT) {
			throw nullPointer("Cannot get property 'locationTypeCode' on null object");
		}
		const location = world.store.get('location', row[name]);
		if (!location || location.organization) return [];
		const type = world.store.get('locationType', location.locationType);
		if (type?.locationTypeCode === 'WARD' || type?.locationTypeCode === 'DISPENSARY') return [];
		return name === 'origin'
			? ['Supplier location requires an organization']
			: ['Destination organization is required'];
	});

/** A name is unique among facilities or among the bins of one parent; some types need an organization. */
const location: Rule = ({ world }, row, failed) => {
	const messages: string[] = [];
	const { name } = row;
	const isTaken =
		typeof name === 'string' &&
		world.store
			.table('location')
			.by('parentLocation', row.parentLocation ?? null)
			.some((other) => other.id !== row.id && sameText(String(other.name), name));
	if (isTaken && !failed.has('name'))
		messages.push('Location with this name already exists under this parent location');
	const type = world.store.get('locationType', row.locationType)?.locationTypeCode;
	if ((type === 'DEPOT' || type === 'SUPPLIER') && !row.organization) {
		messages.push('Organization is required for location types [DEPOT, SUPPLIER]');
	}
	return messages;
};

/** A pack of nothing is refused (orders-and-receiving.md#create). */
const orderItem: Rule = (_, row, failed) => {
	const { quantityPerUom } = row;
	if (failed.has('quantityPerUom') || (typeof quantityPerUom === 'number' && quantityPerUom > 0)) {
		return [];
	}
	return typeof quantityPerUom === 'number'
		? [
				`Property [quantityPerUom] of class [class org.pih.warehouse.order.OrderItem] with value [${quantityPerUom}] does not pass custom validation`,
			]
		: [
				'Property [quantityPerUom] of class [class org.pih.warehouse.order.OrderItem] cannot be null',
			];
};

export const customRules: Record<string, Rule | undefined> = {
	transaction,
	inventoryItem,
	inventoryLevel,
	location,
	product,
	order,
	orderItem,
};
