import { deadlock, duplicateEntry, foreignKey, InUse, staleRow } from '../errors';
import { domainNamed } from '../schema';
import type { Change } from './change';
import { footprintOf, type Footprint } from './footprint';
import type { Store } from './store';

/** One unit of work that is under way. */
export interface Ticket {
	/** It sees the commits up to this one. */
	since: number;
	beganAt: number;
	/** Known when it has run. */
	duration: number;
}

interface Commit {
	at: number;
	print: Footprint;
	writer: Ticket | undefined;
}

/** Two that began within this share of a duration take their locks in turn, and neither can go on. */
const SAME_MOMENT = 0.1;

/** What was committed while units of work were under way, and whether one of them may still commit. */
export class Commits {
	private readonly open = new Set<Ticket>();
	private noted: Commit[] = [];
	private count = 0;
	/** Whose commit the next `note` is. */
	writer: Ticket | undefined;

	constructor(private readonly store: Store) {}

	begin(beganAt: number): Ticket {
		const ticket = { since: this.count, beganAt, duration: 0 };
		this.open.add(ticket);
		return ticket;
	}

	close(ticket: Ticket): void {
		this.open.delete(ticket);
		if (this.open.size === 0) this.noted = [];
	}

	note(changes: readonly Change[]): void {
		const { writer } = this;
		this.writer = undefined;
		if (this.open.size === 0 || changes.length === 0) return;
		this.count += 1;
		this.noted.push({ at: this.count, print: footprintOf(this.store, changes), writer });
	}

	/** Throws what the later of two gets. */
	check(ticket: Ticket, mine: Footprint): void {
		const others = this.noted.filter((commit) => commit.at > ticket.since);
		for (const { print } of others) checkRows(mine, print);
		for (const { print, writer } of others) {
			if (writer && atOneMoment(ticket, writer)) checkLocks(mine, print);
			checkKeys(mine, print);
			checkReferences(mine, print);
		}
	}
}

const atOneMoment = (one: Ticket, other: Ticket): boolean =>
	Math.abs(one.beganAt - other.beganAt) <= SAME_MOMENT * Math.max(one.duration, other.duration);

/** A row that both wrote: its version is not the one that was read. */
function checkRows(mine: Footprint, other: Footprint): void {
	for (const [row, domain] of mine.written) {
		if (other.written.has(row)) throw staleRow(domainNamed(domain).className, row.id);
	}
}

function checkLocks(mine: Footprint, other: Footprint): void {
	for (const row of mine.joined) if (other.joined.has(row)) throw deadlock();
}

function checkKeys(mine: Footprint, other: Footprint): void {
	for (const [value, index] of mine.keys) {
		if (other.keys.get(value) === index) throw duplicateEntry(value, index);
	}
}

function checkReferences(mine: Footprint, other: Footprint): void {
	for (const [target, { table, column }] of mine.named) {
		if (other.gone.has(target)) throw foreignKey(table, column);
	}
	for (const target of mine.gone) if (other.named.has(target)) throw new InUse(target);
}
