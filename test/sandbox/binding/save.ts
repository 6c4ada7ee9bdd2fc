import {
	badCharacter,
	duplicateEntry,
	failure,
	foreignKey,
	missingRow,
	tooLong,
	invalid,
} from '../errors';
import { snakeCase, type Domain } from '../schema/domain';
import type { Row } from '../store/table';
import { sameText } from '../collation';
import { bind, freshRow, type Binding, type Body } from './binder';
import { checkTransactionEntries, dropBadOrderLines } from './save-lines';
import { saved } from './saved';
import { cutWhatTheColumnCuts, momentOf, touch } from './touch';
import { validate } from './validation';

export { newBinding } from './binder';

const simpleName = (domain: Domain) =>
	domain.className.slice(domain.className.lastIndexOf('.') + 1);

/** Binds and checks a new row; it is saved by `flush`. */
export function bindNew(binding: Binding, domain: Domain, body: Body, opening?: string): Row {
	const row = freshRow(binding, domain);
	binding.fresh.push({ domain, row });
	const messages = bind(binding, domain, row, body);
	// A product that shall start inactive is saved twice on the server, which fails (versions.md#smaller).
	if (domain.name === 'product' && body.active === false && binding.world.version.since('0.9.6')) {
		throw transientObject(domain);
	}
	messages.push(...validate(binding, domain, row));
	if (messages.length > 0) throw invalid(messages, opening);
	return row;
}

/** Binds a partial update onto a stored row. */
export function bindExisting(
	binding: Binding,
	domain: Domain,
	id: string,
	body: Body,
	opening?: string,
): Row {
	const row = binding.world.store.get(domain.name, id);
	if (!row) throw missingRow(simpleName(domain), id);
	const messages = bind(binding, domain, row, body);
	messages.push(...validate(binding, domain, row));
	if (messages.length > 0) throw invalid(messages, opening);
	checkColumns(domain, row);
	const linesSent = Object.entries(domain.properties).some(
		([name, one]) => one.kind === 'list' && Array.isArray(body[name]),
	);
	if (binding.dirty.has(row) || linesSent) touch(binding, domain, row);
	return row;
}

/** Writes what was bound: the checks the database makes, then the rows. */
export function flush(binding: Binding): void {
	const { world } = binding;
	checkTransactionEntries(binding);
	dropBadOrderLines(binding);
	for (const one of binding.dangling) settleDangling(binding, one);
	for (const { domain, row } of binding.fresh) checkColumns(domain, row);
	for (const { domain, row } of binding.fresh) {
		checkKeys(binding, domain, row);
		stamp(binding, domain, row);
		world.store.insert(domain.name, row);
		world.json.unsaved.add(row);
		world.store.afterAnswer(() => world.json.unsaved.delete(row));
		cutWhatTheColumnCuts(binding, domain, row);
	}
	for (const { domain, row } of binding.fresh.splice(0)) saved(binding, domain, row);
}

function stamp(binding: Binding, domain: Domain, row: Row): void {
	const moment = momentOf(binding, domain);
	if ('dateCreated' in domain.properties) row.dateCreated = moment;
	if ('lastUpdated' in domain.properties) row.lastUpdated = moment;
	if ('createdBy' in domain.properties && binding.user) row.createdBy = binding.user;
	if ('updatedBy' in domain.properties && binding.user) row.updatedBy = binding.user;
}

export const transientObject = (target: Domain | { className: string }) =>
	failure(
		'org.hibernate.TransientObjectException',
		`object references an unsaved transient instance - save the transient instance before flushing: ${target.className}`,
	);

/** An unknown id sent as an object ends in one of four ways (sessions-and-errors.md#references). */
function settleDangling(binding: Binding, one: Binding['dangling'][number]): void {
	const { domain, row, property, wasSet, isUnsaved } = one;
	if (wasSet) return; // an update ignores it, the old reference stays
	const isNew = binding.fresh.some((fresh) => fresh.row === row);
	const definition = domain.properties[property];
	const kind = definition.unknown ?? 'transient object';
	// Saved as null; the answer shows an empty object.
	if (kind === 'null' && isNew && !isUnsaved) return;
	const databaseRefuses =
		kind === 'foreign key' || (domain.name === 'product' && binding.world.version.before('0.9.7'));
	if (databaseRefuses) throw foreignKey(snakeCase(domain.name), `${snakeCase(property)}_id`);
	if (kind === 'transient value' && isNew) {
		throw failure(
			'org.hibernate.TransientPropertyValueException',
			`Not-null property references a transient value - transient instance must be saved before current operation : ${domain.className}.${property}`,
		);
	}
	throw transientObject({ className: String(definition.of) });
}

/** Text longer than its column, or with a character outside the database's set: 500. */
export function checkColumns(domain: Domain, row: Row): void {
	for (const [name, property] of Object.entries(domain.properties)) {
		const value = row[name];
		if (property.kind !== 'text' || typeof value !== 'string') continue;
		if (value.length > (property.column ?? 255)) throw tooLong(snakeCase(name));
		if (/[\u{10000}-\u{10ffff}]/u.test(value)) throw badCharacter(snakeCase(name));
	}
}

/** The one unique index that is checked late: lot number per product. */
function checkKeys(binding: Binding, domain: Domain, row: Row): void {
	if (domain.name !== 'inventoryItem' || typeof row.lotNumber !== 'string') return;
	const lot = row.lotNumber;
	const twin = binding.world.store
		.table('inventoryItem')
		.by('product', row.product)
		.some(
			(other) =>
				other !== row && typeof other.lotNumber === 'string' && sameText(other.lotNumber, lot),
		);
	if (twin) throw duplicateEntry(`${String(row.product)}-${lot}`, 'product_id');
}
