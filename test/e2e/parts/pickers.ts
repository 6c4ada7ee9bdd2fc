import { assert } from '../../platform';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { PRODUCT } from '../../hospital/hospital';
import { HospitalDay } from '../../nodes/OpenBoxes/trigger/hospital-day';
import type { N8nApi } from '../n8n-api';
import { PACKAGE } from '../package-installation';
import { OfficeN8n, type Workbench } from '../workbench';

interface Picker {
	nodeType: string;
	method: string;
	path: string;
	/** What is chosen above it in the form. */
	parameters: Record<string, unknown>;
}

interface Choice {
	name: string;
	value: string;
}

/** Of these the seed hospital has none. */
const EMPTY = [
	'searchCatalogs',
	'searchCountRequests',
	'searchCycleCounts',
	'searchGlAccounts',
	'searchProductFamilies',
	'searchProductSources',
	'searchPutaways',
	'searchStockTransfers',
	'searchTags',
];

/** These show only what fits the operation, of which there may be nothing; what can be read there is. */
const FITTING = ['searchPurchaseOrders', 'searchStockMovements', 'searchTransactions'];

/** The sandbox does not know these. */
const NOT_SIMULATED = ['searchStockLists'];

/** Every list of every form, opened and searched as the editor does. */
export async function pickers(bench: Workbench): Promise<void> {
	const { checks, sandbox } = bench;
	const day = await HospitalDay.start(sandbox);
	await day.createMovement();
	bench.clinic.enter({ type: 'sales', warehouse: 'north', items: [{ sku: '10001', quantity: 1 }] });
	const office = await OfficeN8n.open(bench, 'pickers');
	try {
		const types = await office.api.nodeTypes();
		const all = types
			.filter(
				({ name }) => String(name).startsWith(`${PACKAGE}.`) && !String(name).endsWith('Tool'),
			)
			.flatMap(({ name, properties }) => pickersOf(String(name), properties as INodeProperties[]));
		assert.ok(all.length > 0, 'no picker was found');
		for (const picker of all.filter(({ method }) => !NOT_SIMULATED.includes(method))) {
			const { resource, operation } = picker.parameters;
			const form = [resource, operation, picker.path].filter(Boolean).join(' ');
			await checks.that(`picker ${picker.method} (${form})`, async () => {
				const list = await open(office.api, picker, office.credentials);
				const mayBeEmpty = FITTING.includes(picker.method) && operation !== 'get';
				if (EMPTY.includes(picker.method) || (mayBeEmpty && list.length === 0)) return;
				assert.ok(list.length > 0, 'the list is empty');
				const wanted = list[list.length - 1];
				const found = await open(office.api, picker, office.credentials, wordOf(wanted));
				assert.ok(
					found.some(({ value }) => value === wanted.value),
					`"${wordOf(wanted)}" does not find ${wanted.name}`,
				);
			});
		}
		const products = all.find(({ method }) => method === 'searchProducts');
		for (const [how, typed] of [
			['barcode', '0012345678905'],
			['words in any order', 'tablet ibuprofen'],
		]) {
			await checks.that(`a product is found by ${how}`, async () => {
				assert.ok(products);
				const found = await open(office.api, products, office.credentials, typed);
				assert.equal(found[0]?.value, PRODUCT.ibuprofen);
			});
		}
		await checks.that('lots before a product: what to choose first', async () => {
			const lots = all.find(({ method }) => method === 'searchLots');
			assert.ok(lots, 'no list of lots');
			const parameters = { ...lots.parameters, product: undefined };
			const answer = await open(office.api, { ...lots, parameters }, office.credentials)
				.then((list) => JSON.stringify(list))
				.catch((error: Error) => error.message);
			assert.match(answer, /product/i);
		});
	} finally {
		await office.close();
	}
}

/** What a person types to find it: its number, or the longest word of its name. */
function wordOf({ name }: Choice): string {
	const words = name.match(/[\p{L}\p{N}-]{2,}/gu) ?? [name];
	const number = words.find((word) => /\d/.test(word));
	return number ?? words.reduce((longest, word) => (word.length > longest.length ? word : longest));
}

async function open(
	api: N8nApi,
	{ nodeType, method, path, parameters }: Picker,
	credentials: OfficeN8n['credentials'],
	filter?: string,
): Promise<Choice[]> {
	const isClinic = nodeType.includes('hapiHub');
	const { id, name } = isClinic ? credentials.clinic : credentials.central;
	const answer = (await api.call('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
		methodName: method,
		path: `parameters.${path}`,
		filter,
		credentials: { [isClinic ? 'hapiHubApi' : 'openBoxesApi']: { id, name } },
		currentNodeParameters: parameters,
		nodeTypeAndVersion: { name: nodeType, version: 1 },
	})) as { results: Choice[] };
	return answer.results;
}

function pickersOf(nodeType: string, properties: INodeProperties[]): Picker[] {
	return properties.flatMap((property) => {
		const chosen = Object.fromEntries(
			Object.entries(property.displayOptions?.show ?? {}).map(([key, values]) => [
				key,
				values?.[0],
			]),
		);
		return pickersBelow(property, property.name).map(({ path, method }) => ({
			nodeType,
			path,
			method,
			parameters: { ...chosen, product: chosenProduct },
		}));
	});
}

const chosenProduct = { __rl: true, mode: 'id', value: PRODUCT.ibuprofen };

function pickersBelow(
	property: INodeProperties,
	path: string,
): Array<{ path: string; method: string }> {
	const own = (property.modes ?? []).flatMap(({ typeOptions }) =>
		typeOptions?.searchListMethod ? [{ path, method: typeOptions.searchListMethod }] : [],
	);
	const inner = (property.options ?? []).flatMap((option) => {
		const isGroup = property.type === 'fixedCollection';
		const at = isGroup ? `${path}.${option.name}[0]` : path;
		const fields = isGroup
			? (option as INodePropertyCollection).values
			: [option as INodeProperties];
		return (fields ?? []).flatMap((field) => pickersBelow(field, `${at}.${field.name}`));
	});
	return [...own, ...inner];
}
