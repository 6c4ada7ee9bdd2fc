import type { IDataObject } from 'n8n-workflow';
import type { Transaction } from '../../schemas';
import { readTransaction } from '../../posting/read/families';
import { sourceOf } from '../../posting/rules/transaction-number';
import { areTwins, findByNumbers } from '../../posting/read/ledger';
import type { OriginalName } from '../../posting/read/originals';
import type { Connection } from '../../transport/connection';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';
import { originalField, readOriginal } from './original.fields';
import { sourceOption } from './posting-fields';
import { entriesField, transactionOutput } from './transaction-output';
import { keeperOf } from '../../once/rules/keeper';

async function find(connection: Connection, name: OriginalName): Promise<Transaction> {
	if (name.id !== undefined) {
		const transaction = await readTransaction(connection, name.id);
		if (transaction) return transaction;
		throw new OpenBoxesError(`OpenBoxes has no transaction with the ID "${name.id}"`);
	}
	const [rows] = (await findByNumbers(connection, [name.number])).values();
	if (!rows) {
		throw new OpenBoxesError(`OpenBoxes has no transaction with the number "${name.number}"`, {
			description:
				'Check the number. A reference is looked up as <source>/<reference>: give the source when it was posted with one.',
		});
	}
	if (rows.length === 1 || areTwins(rows)) return keeperOf(rows);
	throw new OpenBoxesError(
		`OpenBoxes has ${rows.length} transactions with the number "${name.number}"`,
		{ description: `Read the one you mean by its ID: ${rows.map(({ id }) => id).join(', ')}.` },
	);
}

/** One transaction. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a transaction',
	description:
		'Get one transaction by its reference, number or ID; use it to see whether a sale is booked',
	properties: [
		originalField('Transaction', 'The transaction to read'),
		{ ...entriesField, default: true },
		simplifyField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [sourceOption],
		},
	],
	execute: perItem(async (run, item) => {
		const { location } = await run.connection.serverInfo();
		const options = run.context.getNodeParameter('options', item, {}) as IDataObject;
		const source = String(options.source ?? '').trim() || sourceOf(location);
		const original = readOriginal(run, item, source);
		if (original.reason !== undefined)
			throw new OpenBoxesError(`Nothing was read: ${original.reason}`);
		return await transactionOutput(run, item, [await find(run.connection, original.name)]);
	}),
};
