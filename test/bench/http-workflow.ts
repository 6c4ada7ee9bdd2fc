import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowDefinition } from '../engine/run';
import type { Job, Place } from './jobs';

const COOKIE = "={{ $('Log In').first().json.headers['set-cookie'][0].split(';')[0] }}";

/** Answers of the two look-ups, item by item as the products were asked for. */
const BUILD_TRANSACTIONS = `
const lots = {};
$('Products').all().forEach(({ json }, index) => {
	const product = $('Find Product').all()[index].json.data.find((one) => one.productCode === json.productCode);
	const rows = $('Lots').all()[index].json.data
		.sort((a, b) => new Date(a.expirationDate ?? '9999-12-31') - new Date(b.expirationDate ?? '9999-12-31'));
	lots[json.productCode] = { product: product.id, rows };
});
return $('Sales').first().json.sales.map((sale) => {
	const transactionEntries = [];
	for (const { productCode, quantity } of sale.lines) {
		let missing = quantity;
		for (const row of lots[productCode].rows) {
			const taken = Math.min(missing, row.quantityAvailable);
			if (taken <= 0) continue;
			row.quantityAvailable -= taken;
			missing -= taken;
			transactionEntries.push({
				product: lots[productCode].product,
				inventoryItem: row['inventoryItem.id'],
				binLocation: row['binLocation.id'],
				quantity: taken,
			});
		}
	}
	return {
		json: {
			transactionNumber: 'TILL1/' + sale.receipt,
			transactionType: '2',
			transactionDate: Date.parse(sale.soldAt),
			inventory: 'INVENTORY',
			transactionEntries,
		},
	};
});`;

const DISTINCT_PRODUCTS = `
const codes = new Set($('Sales').first().json.sales.flatMap((sale) => sale.lines.map((line) => line.productCode)));
return [...codes].map((productCode) => ({ json: { productCode } }));`;

/** One workflow, node after node. */
class Chain {
	private readonly nodes: INode[] = [];

	add(name: string, type: string, typeVersion: number, parameters: IDataObject, more = {}): this {
		const position: [number, number] = [200 * this.nodes.length, 0];
		this.nodes.push({
			id: name,
			name,
			type: `n8n-nodes-base.${type}`,
			typeVersion,
			position,
			parameters: parameters as INode['parameters'],
			...more,
		});
		return this;
	}

	request(name: string, parameters: IDataObject, more = {}): this {
		const headers = { parameters: [{ name: 'Cookie', value: COOKIE }] };
		return this.add(
			name,
			'httpRequest',
			4.2,
			{ sendHeaders: true, headerParameters: headers, ...parameters },
			more,
		);
	}

	query(name: string, url: string, query: Record<string, string>, more: IDataObject = {}): this {
		const parameters = Object.entries(query).map(([key, value]) => ({ name: key, value }));
		return this.request(name, {
			url,
			sendQuery: true,
			queryParameters: { parameters },
			...more,
		});
	}

	workflow(): WorkflowDefinition {
		const connections: WorkflowDefinition['connections'] = {};
		this.nodes.slice(1).forEach(({ name }, index) => {
			connections[this.nodes[index].name] = { main: [[{ node: name, type: 'main', index: 0 }]] };
		});
		return { name: 'bench', nodes: this.nodes, connections };
	}
}

function start({ url, username, password, location }: Place, sales: unknown): Chain {
	return new Chain()
		.add('Start', 'manualTrigger', 1, {})
		.add('Sales', 'set', 3.4, {
			mode: 'raw',
			jsonOutput: JSON.stringify(sales),
			options: {},
		})
		.add('Log In', 'httpRequest', 4.2, {
			method: 'POST',
			url: `${url}/api/login`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify({ username, password, location }),
			options: { response: { response: { fullResponse: true, responseFormat: 'text' } } },
		});
}

/** Products and lots of the item's code, as `000` of the documents asks for. */
function withLots(chain: Chain, { url, location }: Place): Chain {
	return chain
		.query('Find Product', `${url}/api/products`, { q: '={{ $json.productCode }}', max: '10' })
		.query(
			'Lots',
			`=${url}/api/products/{{ $json.data.find((one) => one.productCode === $('Products').item.json.productCode).id }}/availableItems`,
			{ 'location.id': location },
		);
}

/**
 * (b) What a careful user builds with n8n's own nodes: each product is looked up once, lots are chosen
 * first expiry first, each sale is one write with the receipt as number.
 */
export function httpWorkflow(job: Job, place: Place): WorkflowDefinition {
	const { url } = place;
	if (job.kind === 'debit') {
		const chain = start(place, { sales: job.receipts }).add('Products', 'code', 2, {
			jsCode: DISTINCT_PRODUCTS,
		});
		return withLots(chain, place)
			.add('Transactions', 'code', 2, {
				jsCode: BUILD_TRANSACTIONS.replace('INVENTORY', place.inventory),
			})
			.request(
				'Post',
				{
					method: 'POST',
					url: `${url}/api/generic/transaction`,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json) }}',
				},
				{ onError: 'continueRegularOutput' },
			)
			.workflow();
	}
	if (job.kind === 'stock') {
		const chain = start(place, { codes: job.productCodes }).add('Products', 'code', 2, {
			jsCode:
				"return $('Sales').first().json.codes.map((productCode) => ({ json: { productCode } }));",
		});
		return withLots(chain, place).workflow();
	}
	const chain = start(place, {});
	if (job.kind === 'poll') {
		const newest = { sort: 'dateCreated', order: 'desc', max: '100' };
		return chain.query('Newest', `${url}/api/products`, newest).workflow();
	}
	const size = job.pageSize;
	const nextPage = [{ type: 'qs', name: 'offset', value: `={{ $pageCount * ${size} }}` }];
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: nextPage },
		paginationCompleteWhen: 'other',
		completeExpression: `={{ $response.body.data.length < ${size} }}`,
	};
	return chain
		.query(
			'Pages',
			`${url}/api/products`,
			{ max: String(size) },
			{ options: { pagination: { pagination } } },
		)
		.add('Each Product', 'splitOut', 1, { fieldToSplitOut: 'data' })
		.workflow();
}
