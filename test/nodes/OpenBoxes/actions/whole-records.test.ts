import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { id, Scene } from '../../../hospital/scene';

/** A picker that is filled by an expression. */
const given = (field: string, mode = 'id'): INodeParameters => ({
	__rl: true,
	mode,
	value: `={{ $json.${field} }}`,
});

const central = { id: id.locations.central, name: 'Central Depot' };
/** What is no name of anything. */
const NOTHING: unknown[] = [[1, 2], { name: 'Central Depot' }, true];

const named = (name: string) => ({ resource: 'bin', operation: 'create', name });

describe('what an expression puts into a picker', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ user: 'manager' });
	});
	afterAll(async () => await scene.close());

	const made = async (parameters: INodeParameters, item: object): Promise<IDataObject> =>
		(await scene.output(parameters, [item as IDataObject]))[0];

	it('may be a whole record, as other operations show it: a bin was made at the own location', async () => {
		for (const [name, mode] of [
			['Z-1', 'id'],
			['Z-2', 'number'],
		]) {
			const bin = await made(
				{ ...named(name), location: given('location', mode) },
				{ location: central },
			);
			expect(bin.location).toMatchObject(central);
		}
		const bin = await made(
			{ ...named('Z-3'), location: '={{ $json.location }}' },
			{ location: central },
		);
		expect(bin.location).toMatchObject(central);
	});

	it('is refused by name when it is no text, never taken for the own location or for all', async () => {
		const level = {
			...{ resource: 'stock', operation: 'setLevel', levels: { minimumQuantity: 7 } },
			...{ product: '10001', location: given('it') },
		};
		const reads = [
			{ resource: 'stock', operation: 'getAvailability', product: given('it', 'code') },
			{ resource: 'stock', operation: 'getBelowReorder', location: given('it') },
		];
		for (const it of NOTHING)
			for (const asked of [{ ...named('Z-4'), location: given('it') }, level, ...reads])
				expect(await scene.failure(asked, [{ it } as IDataObject])).toMatch(
					/1,2|\\?"name\\?":\\?"Central Depot|true/,
				);
		const levels = await scene.output({ resource: 'stock', operation: 'getLevels' });
		expect(levels.filter(({ minimumQuantity }) => minimumQuantity === 7)).toEqual([]);
	});

	it('is nothing chosen when it is empty', async () => {
		for (const it of [null, '', undefined]) {
			const asked = { resource: 'stock', operation: 'getLevels', location: given('it') };
			expect(await made(asked, { it })).toMatchObject({ locationName: 'Hospital Pharmacy' });
		}
	});
});
