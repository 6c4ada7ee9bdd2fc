import { shortDate } from '../json/dates';
import type { Domain, Property } from '../schema/domain';
import type { Row, Value } from '../store/table';
import type { Binding } from './binder';
import { customRules } from './rules';
import { collated } from '../collation';

/** Checks a row against its constraints; returns the messages of E2 (sessions-and-errors.md#errors). */
export function validate(binding: Binding, domain: Domain, row: Row): string[] {
	const failed = binding.failed.get(row) ?? new Set<string>();
	const messages: string[] = [];
	for (const [name, property] of Object.entries(domain.properties)) {
		if (failed.has(name)) continue;
		if (property.since && binding.world.version.before(property.since)) continue;
		const problem = check(binding, domain, row, name, property);
		if (problem) messages.push(problem);
	}
	return [...messages, ...(customRules[domain.name]?.(binding, row, failed) ?? [])];
}

export const grouped = (value: number): string => value.toLocaleString('en-US');

function check(
	binding: Binding,
	domain: Domain,
	row: Row,
	name: string,
	property: Property,
): string | undefined {
	const value = row[name];
	const about = `Property [${property.label ?? name}] of class [${domain.label}]`;
	if (value === null || value === undefined) {
		const { required, requiredSince } = property;
		const asked = required && (!requiredSince || binding.world.version.since(requiredSince));
		return asked ? `${about} cannot be null` : undefined;
	}
	if (property.notBlank && value === '') return `${about} cannot be blank`;
	if (typeof value === 'string' && property.limit && value.length > property.limit) {
		return `${about} with value [${value}] exceeds the maximum size of [${property.limit}]`;
	}
	if (typeof value === 'number' && property.range && !within(value, property.range)) {
		const [from, to] = property.range;
		return `${about} with value [${grouped(value)}] does not fall within the valid range from [${grouped(from)}] to [${grouped(to)}]`;
	}
	if (typeof value === 'number' && property.minimum !== undefined && value < property.minimum) {
		return `${about} with value [${grouped(value)}] is less than minimum value [${property.minimum}]`;
	}
	if (typeof value === 'number' && property.earliest !== undefined && value < property.earliest) {
		return `${about} with value [${shortDate(value)}] is less than minimum value [${shortDate(property.earliest)}]`;
	}
	// Only a changed value is asked for: a twin can be edited (stock-and-transactions.md#posting).
	const asked = binding.dirty.get(row)?.has(name) ?? false;
	if (property.unique && asked && value !== '' && isTaken(binding, domain, row, name, value)) {
		return property.taken ?? `${about} with value [${String(value)}] must be unique`;
	}
	return undefined;
}

const within = (value: number, [from, to]: [number, number]) => value >= from && value <= to;

/** A query before the insert, compared as the database does: case and trailing blanks do not count. */
function isTaken(binding: Binding, domain: Domain, row: Row, name: string, value: Value): boolean {
	const { world } = binding;
	if (domain.name === 'transaction' && name === 'transactionNumber') {
		return world.transactionNumbers.isTaken(String(value), row);
	}
	return world.store
		.table(domain.name)
		.byKey(
			`collated ${name}`,
			(other) => collated(String(other[name] ?? '')),
			collated(String(value)),
		)
		.some((other) => other !== row);
}
