import { domainNamed } from '../schema';
import type { Domain, Property } from '../schema/domain';
import type { Row } from '../store/table';
import { bind, freshRow, isObject, put, type Binding } from './binder';
import { failure, nullPointer } from '../errors';
import { validate } from './validation';

/**
 * Rows whose list was sent; a create answers null for a list that was not
 * (sessions-and-errors.md#default-shapes).
 */
const sentLists = new WeakMap<Row, Set<string>>();

export const listWasSent = (row: Row, of: string): boolean => sentLists.get(row)?.has(of) ?? false;

/**
 * A list of lines: what was there is removed, except lines sent with their id. A line that carries
 * the id of another owner's line is moved here (sessions-and-errors.md#generic); an unknown id makes a new
 * line.
 */
export function bindList(
	binding: Binding,
	row: Row,
	property: Property,
	value: unknown,
): string | undefined {
	const line = domainNamed(String(property.of));
	const owner = String(property.mappedBy);
	const isNew = binding.fresh.some((one) => one.row === row);
	if (value === null) {
		if (isNew) return undefined;
		throw failure('java.lang.NullPointerException', 'Cannot invoke method clear() on null object');
	}
	if (typeof value === 'string') {
		return isNew ? `No such property: ${owner} for class: java.lang.String` : undefined;
	}
	if (!Array.isArray(value)) {
		return isNew ? 'Could not find matching constructor for: java.util.List()' : undefined;
	}
	if (value.some((element) => element === null))
		return `Cannot set property ${owner} on null object`;
	const misfit = (value as unknown[]).find((element) => !isObject(element));
	if (misfit !== undefined) {
		return `No such property: ${owner} for class: java.lang.${typeof misfit === 'string' ? 'String' : 'Integer'}`;
	}
	sentLists.set(row, (sentLists.get(row) ?? new Set()).add(line.name));
	const kept = bindLines(binding, row, line, owner, value.filter(isObject), isNew);
	if (isNew) return undefined;
	for (const old of binding.world.store.table(line.name).by(owner, row.id)) {
		if (kept.has(old)) continue;
		binding.removed.push(old);
		binding.world.store.remove(line.name, old);
	}
	return undefined;
}

function bindLines(
	binding: Binding,
	row: Row,
	line: Domain,
	owner: string,
	elements: Array<Record<string, unknown>>,
	isNew: boolean,
): Set<Row> {
	const { store } = binding.world;
	const kept = new Set<Row>();
	for (const element of elements) {
		const known = typeof element.id === 'string' ? store.get(line.name, element.id) : undefined;
		const target = known ?? freshRow(binding, line);
		kept.add(target);
		if (known) {
			bindKnownLine(binding, line, known, element, isNew);
		} else {
			binding.fresh.push({ domain: line, row: target });
			bind(binding, line, target, element);
		}
		put(binding, line, target, owner, row.id);
	}
	return kept;
}

/**
 * Bad values of a line that exists are dropped in silence, the good ones stay
 * (stock-and-transactions.md#posting).
 */
function bindKnownLine(
	binding: Binding,
	line: Domain,
	known: Row,
	element: Record<string, unknown>,
	ownerIsNew: boolean,
): void {
	const { store } = binding.world;
	const mark = store.mark();
	const messages = [...bind(binding, line, known, element), ...validate(binding, line, known)];
	const tooLong = Object.entries(line.properties).some(
		([name, one]) => one.kind === 'text' && String(known[name] ?? '').length > (one.column ?? 255),
	);
	if (messages.length > 0 || tooLong) {
		// From 0.9.1 on a new owner does not take a line without quantity (versions.md#smaller).
		if (ownerIsNew && element.quantity === null && binding.world.version.since('0.9.1')) {
			throw nullPointer('Cannot invoke method negative() on null object');
		}
		store.takeBackSince(mark)();
	}
}
