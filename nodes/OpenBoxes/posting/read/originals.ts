import type { Transaction } from '../../schemas';
import type { Connection } from '../../transport/connection';
import { readTransaction, type Family } from './families';
import { areTwins } from './ledger';
import { keeperOf } from '../../once/rules/keeper';

/** How a user names the transaction that something else follows from. */
export type OriginalName = { id: string; number?: undefined } | { id?: undefined; number: string };

/** Something found, or why not. */
export type FoundOriginal<Value> =
	{ value: Value; reason?: undefined } | { value?: undefined; reason: string };

/** Numbers of the transactions that are named by id or number, each read once. */
export class OriginalNumbers {
	private readonly byId = new Map<string, FoundOriginal<string>>();

	constructor(private readonly connection: Connection) {}

	async of(name: OriginalName): Promise<FoundOriginal<string>> {
		if (name.id === undefined) return { value: name.number };
		const known = this.byId.get(name.id);
		if (known) return known;
		const found = await this.read(name.id);
		this.byId.set(name.id, found);
		return found;
	}

	private async read(id: string): Promise<FoundOriginal<string>> {
		const transaction = await readTransaction(this.connection, id);
		if (!transaction) return { reason: `OpenBoxes has no transaction with the ID "${id}"` };
		return transaction.transactionNumber
			? { value: transaction.transactionNumber }
			: { reason: `transaction ${id} has no number yet: OpenBoxes gives it one within a minute` };
	}
}

/** The one transaction of a family that others follow from, if it belongs to this inventory. */
export function originalOf(family: Family, inventoryId: string): FoundOriginal<Transaction> {
	const { originals, number } = family;
	if (originals.length === 0)
		return { reason: `OpenBoxes has no transaction with the number "${number}"` };
	if (originals.length > 1 && !areTwins(originals)) {
		const ids = originals.map(({ id }) => id).join(' and ');
		return { reason: `OpenBoxes has different transactions with the number "${number}": ${ids}` };
	}
	const original = keeperOf(originals);
	return original.inventory?.id === inventoryId
		? { value: original }
		: { reason: `transaction "${number}" was made at another location than the credential's` };
}
