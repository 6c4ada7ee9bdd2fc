import { sourceOf } from '../../posting/rules/transaction-number';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readMoment } from '../../values/moment';
import { reverseRequests, type ReversalRequest } from '../../posting/write/reverse-requests';
import { toSwitch } from '../fields/read-values';
import type { Operation, OperationResult, OperationRun } from '../operation';
import { originalField, readOriginal } from './original.fields';
import { inOrder, runSettings } from './post-all';
import { commentOption, dryRunField, sourceOption } from './posting-fields';
import { readDryRun, rejection } from './posting-input';
import { toOutput } from './posting-output';

const properties: INodeProperties[] = [
	originalField(
		'Transaction',
		'The transaction to undo as a whole: a sale, return, adjustment or write-off',
	),
	dryRunField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allow Negative Stock',
				name: 'allowNegative',
				type: 'boolean',
				default: false,
				description:
					'Whether to undo a transaction that brought stock in although that stock is gone',
			},
			commentOption,
			sourceOption,
		],
	},
];

function readRequests(
	run: OperationRun,
	defaultSource: string,
): { requests: ReversalRequest[]; rejected: OperationResult[] } {
	const requests: ReversalRequest[] = [];
	const rejected: OperationResult[] = [];
	for (let item = 0; item < run.items.length; item++) {
		const wrong = run.wrongChoice(item);
		if (wrong !== undefined) {
			rejected.push(rejection(item, '', wrong, 'A reversal'));
			continue;
		}
		const options = run.context.getNodeParameter('options', item, {}) as IDataObject;
		const source = String(options.source ?? '').trim() || defaultSource;
		const original = readOriginal(run, item, source);
		if (original.reason !== undefined) {
			rejected.push(rejection(item, '', original.reason, 'A reversal'));
			continue;
		}
		const dryRun = readDryRun(run, item);
		if (dryRun.reason !== undefined) {
			rejected.push(rejection(item, '', dryRun.reason, 'A reversal'));
			continue;
		}
		const posting: ReversalRequest['posting'] = {
			items: [item],
			reference: original.name.number ?? original.name.id,
			number: '',
			movement: 'credit',
			time: readMoment('', '', run.connection.now()).time ?? 0,
			comment: String(options.comment ?? ''),
			reasonCode: 'CORRECTION',
			lines: [],
			dryRun: dryRun.value,
			shortage: toSwitch(options.allowNegative) ? 'allowNegative' : 'fail',
			choice: 'any',
		};
		requests.push({ posting, original: original.name });
	}
	return { requests, rejected };
}

async function execute(run: OperationRun): Promise<OperationResult[]> {
	const server = await run.connection.serverInfo();
	const source = sourceOf(server.location);
	const { requests, rejected } = readRequests(run, source);
	if (rejected.length > 0 && run.stopOnError) return rejected;
	const results = await reverseRequests(run.connection, requests, runSettings(run));
	return inOrder([...rejected, ...results.map((result) => toOutput(result, server))]);
}

/** Undoes a transaction. */
export const reverse: Operation = {
	value: 'reverse',
	name: 'Reverse',
	action: 'Reverse a transaction',
	description:
		'Undo a whole transaction by an opposite one on the same lots and bins; refused after a return or a later count',
	properties,
	execute,
};
