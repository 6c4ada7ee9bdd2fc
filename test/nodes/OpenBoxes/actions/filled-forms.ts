import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { locatorText } from '../../../../nodes/OpenBoxes/values/locator';
import { Engine } from '../../../engine/engine';
import { tillCredential } from '../../../hospital/hospital';
import { at, json, locator } from '../../../hospital/movements';
import { id } from '../../../hospital/scene';

/** The fields of each operation. */
export const propertiesOf = new Map<string, INodeProperties[]>(
	resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value, properties }) => [`${resource}.${value}`, properties] as const),
	),
);

/** With something in every field that n8n asks for. */
export function filled(name: string, usual: object): INodeParameters {
	const parameters = usual as INodeParameters;
	const empty = (propertiesOf.get(name) ?? []).filter((property) => {
		const value = parameters[property.name];
		return property.required === true && (value === '' || locatorText(value) === undefined);
	});
	const anything = empty.map(({ name: field, type }) => [
		field,
		type === 'resourceLocator' ? locator(id.lots['10001/IBU-A']) : 'anything',
	]);
	return { ...parameters, ...(Object.fromEntries(anything) as INodeParameters) };
}

/** An n8n that knows nothing of other runs: what the node remembers is kept by the address of the server. */
export async function n8n(url: string, more: object = {}): Promise<Engine> {
	return await Engine.start({ credentials: { ...tillCredential(url), ...more } as never });
}

const EXACTLY = json([{ productCode: '10001', lot: 'IBU-B', bin: 'Shelf 1', quantity: 1 }]);
const PENDING = { purchaseOrder: locator(id.orders['PO-3']) };

/** What the usual values of the fields leave open. */
export const NEEDED: Readonly<Record<string, object>> = {
	'transaction.adjust': EXACTLY,
	'transaction.damage': EXACTLY,
	'stock.setLevel': { levels: { maximumQuantity: 900 } },
	'location.create': { locationType: locator('Ward', 'name') },
	'location.update': { location: at('ward'), fields: { name: 'Ward 7' } },
	'stockMovement.update': { fields: { description: 'Weekly' } },
	'stockMovement.updateItems': json([{ id: id.products['10001'], quantity: 3 }]),
	'purchaseOrder.update': PENDING,
	'purchaseOrder.delete': PENDING,
};
