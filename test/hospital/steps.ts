import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { formOf } from '../../nodes/OpenBoxes/actions/resource-properties';
import { resources } from '../../nodes/OpenBoxes/actions/resources';
import type { Ground } from './ground';
import { at, json, locator } from './movements';
import { AT_CENTRAL, AT_PHARMACY, LOT } from './preparations';
import { id } from './scene';

/** One operation with fields as a user would fill them. */
export interface Step {
	name: string;
	/** Location of the credential. */
	at: 'central' | 'pharmacy';
	parameters: (ground: Ground) => Promise<INodeParameters>;
	/** The same without anything made for it before. */
	plain: (run: number) => INodeParameters;
}

/** Values for fields, by name, where the default is not what a user would choose. */
const CHOSEN: Record<string, unknown> = {
	product: locator('10001', 'code'),
	products: '10001,10002',
	code: '10001',
	csv: 'Name,Category\nGauze,Vaccines',
	text: 'ibu',
	reason: 'DAMAGED',
	quantity: 1,
	comment: 'Broken in the store',
	original: 'R-1001',
	lineIds: id.products['10001'],
	location: at('pharmacy'),
	locationType: locator('Depot', 'name'),
	supplier: at('pharmaco'),
	destination: at('ward'),
	origin: at('pharmacy'),
	purchaseOrder: locator(id.orders['PO-1']),
	stockMovement: locator(id.orders['PO-1']),
	putaway: locator(id.orders['PO-1']),
	lotNumber: 'LOT-1',
	category: locator(id.categories.Vaccines),
	stockTransfer: locator(id.orders['PO-1']),
	requestId: id.orders['PO-1'],
	cycleCountId: id.orders['PO-1'],
	enable: true,
	recordType: locator('category', 'name'),
	recordId: id.categories.Vaccines,
	conditions: { condition: [{ property: 'name', operator: 'eq', value: 'Vaccines' }] },
	isSafe: true,
	csvFrom: 'text',
	organization: locator('3'),
	productSource: locator('CEF-1', 'code'),
	unit: locator('BX', 'code'),
	username: 'a.koroma',
	firstName: 'Aminata',
	lastName: 'Koroma',
	...json([{ productCode: '10001', quantity: 1 }]),
};

const PREPARE = { ...AT_CENTRAL, ...AT_PHARMACY };

function valueOf(property: INodeProperties, run: number): unknown {
	if (property.name === 'reference') return `R-${run}`;
	if (property.name === 'fields' && property.type !== 'collection')
		return JSON.stringify({ name: `Record ${run}` });
	if (/^(updateF|f)ields$/.test(property.name)) return { description: `For the ward, ${run}` };
	if (property.name === 'levels') return { maximumQuantity: 900 + run };
	if (property.name === 'name') return `Monthly order ${run}`;
	// A list is read whole unless it cannot be asked for otherwise.
	if (property.name === 'text' && !property.required) return property.default;
	return CHOSEN[property.name] ?? property.default;
}

/** Every operation of the node. */
export const OPERATIONS: Step[] = resources.flatMap(({ value: resource, operations }) =>
	operations.map((one): Step => {
		const { value: operation } = one;
		const name = `${resource}.${operation}`;
		const plain = (run: number): INodeParameters => {
			const fields = formOf(one).map((property) => [property.name, valueOf(property, run)]);
			return {
				resource,
				operation,
				...(Object.fromEntries(fields) as INodeParameters),
				...(resource === 'lot' ? LOT : {}),
				options: operation === 'debit' ? { source: 'TILL1' } : {},
			};
		};
		return {
			name,
			at: name in AT_CENTRAL ? 'central' : 'pharmacy',
			plain,
			parameters: async (ground) => ({
				...plain(ground.run),
				...(await PREPARE[name]?.(ground)),
			}),
		};
	}),
);
