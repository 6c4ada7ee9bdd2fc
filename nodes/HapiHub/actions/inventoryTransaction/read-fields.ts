import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isJsonObject, toBody, type Json } from '../../rules/transaction-body';
import { TRANSACTION_FIELDS } from '../../rules/transaction-fields';
import { HapiHubError } from '../../transport/hapihub-error';

/** Empty form fields are "not given", since n8n fills every one of them. */
function given(values: IDataObject): Json {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== '' && value !== undefined),
	);
}

function readItem({ more, ...main }: IDataObject): Json {
	return { ...given(main), ...given((more ?? {}) as IDataObject) };
}

function parsed(value: unknown, what: string): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		throw noJson(what);
	}
}

function noJson(what: string): HapiHubError {
	return new HapiHubError(`${what} cannot be used: it is no JSON`, {
		description: 'Nothing was sent. Correct the input and run it again.',
	});
}

/** A whole transaction from a JSON field. */
export function readJsonFields(context: IExecuteFunctions, item: number, name: string): Json {
	const value = parsed(context.getNodeParameter(name, item), 'The transaction');
	if (isJsonObject(value)) return value;
	throw new HapiHubError('The transaction cannot be used: it is no JSON object', {
		description: 'Write it like {"warehouse": "…", "items": [{"sku": "…", "quantity": 2}]}.',
	});
}

/** Lines from the form or its JSON field; undefined when there are none. */
export function readItems(context: IExecuteFunctions, item: number): unknown {
	if (context.getNodeParameter('itemsFrom', item, 'form') === 'json') {
		const items = parsed(context.getNodeParameter('itemsJson', item), 'The list of items');
		// A single line that was not put into a list.
		return isJsonObject(items) ? [items] : items;
	}
	const lines = context.getNodeParameter('items.item', item, []) as IDataObject[];
	return lines.length === 0 ? undefined : lines.map(readItem);
}

export function readAddedFields(context: IExecuteFunctions, item: number, name: string): Json {
	return given(context.getNodeParameter(name, item, {}) as IDataObject);
}

/** Fields that were added to a change; an empty one clears what is there. */
export function readChanges(context: IExecuteFunctions, item: number, name: string): Json {
	const kinds = new Map(TRANSACTION_FIELDS.map((one) => [one.name, one.kind]));
	const values = context.getNodeParameter(name, item, {}) as IDataObject;
	return Object.fromEntries(
		Object.entries(values).map(([key, value]) => [
			key,
			value === '' && kinds.get(key) !== 'text' ? null : value,
		]),
	);
}

/** The body to send. @throws HapiHubError that names each field that cannot be used */
export function checkedBody(values: Json, zone: string): Json {
	const { body, problems } = toBody(values, zone);
	if (body) return body;
	throw new HapiHubError(`The transaction cannot be used: ${problems.join('; ')}`, {
		description: 'Nothing was sent. Correct the input and run it again.',
	});
}
