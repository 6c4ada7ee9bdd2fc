import { doOnce } from '../once/do-once';
import { inventoryIdOf } from '../catalogue/inventory-id';
import type { ResolvedLocation } from '../catalogue/locations';
import type { CatalogueProduct } from '../catalogue/catalogue';
import { inventoryLevelSchema, parseList, parseRecord, type InventoryLevel } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection, SearchAttribute } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import {
	isInOrder,
	LEVELS,
	levelDifference,
	levelsOf,
	saysMore,
	type Levels,
} from './rules/reorder-levels';
import { stillThere } from '../transport/missing';

/** All reorder rules of a location, those of its bins included, on every version. */
export async function readReorderRules(
	connection: Connection,
	locationId: string,
	productId?: string,
): Promise<InventoryLevel[]> {
	const attributes: SearchAttribute[] = [
		{ property: 'inventory.id', value: await inventoryIdOf(connection, locationId) },
	];
	if (productId !== undefined) attributes.push({ property: 'product.id', value: productId });
	return parseList(await connection.search('inventoryLevel', attributes), inventoryLevelSchema);
}

/** Where and of what a rule is. */
interface RulePlace {
	location: ResolvedLocation;
	product: CatalogueProduct;
}

interface SavedRule {
	rule: InventoryLevel;
	existed: boolean;
	warnings: string[];
}

async function rulesOf(
	connection: Connection,
	{ location, product }: RulePlace,
): Promise<InventoryLevel[]> {
	const rules = await readReorderRules(connection, location.id, product.id);
	return rules.filter(({ internalLocation }) => !internalLocation);
}

function refuseTwoRules(subject: string, rules: readonly InventoryLevel[]): OpenBoxesError {
	const ids = rules.map(({ id }) => id).join(', ');
	return new OpenBoxesError(`${subject} has ${rules.length} reorder rules (${ids})`, {
		description: 'Delete in OpenBoxes those that do not hold, then run it again.',
	});
}

/** The same again does no harm, so what is there afterwards decides about an unclear end. */
async function change(connection: Connection, id: string, wanted: Levels): Promise<void> {
	try {
		await connection.put(apiPath('generic', 'inventoryLevel', id), wanted);
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown') throw failure;
	}
	const answer = await connection.get(apiPath('generic', 'inventoryLevel', id));
	const now = parseRecord(answer, inventoryLevelSchema);
	const difference = levelDifference(now, wanted);
	if (difference === undefined) return;
	throw new OpenBoxesError(`OpenBoxes did not save the levels: ${difference}`, {
		description: 'Run it again: the same levels set twice do no harm.',
		outcome: 'unknown',
	});
}

/** Sets the levels of a product at a location; what is not given stays. A rule is never made twice. */
export async function setLevels(
	connection: Connection,
	place: RulePlace,
	given: Partial<Levels>,
): Promise<SavedRule> {
	const { product, location } = place;
	const subject = `${product.productCode} ${product.name} at ${location.name}`;
	const rules = await rulesOf(connection, place);
	const wanted = { ...levelsOf(rules[0]), ...given };
	const isSame = rules.every((rule) => levelDifference(rule, wanted) === undefined);
	if (rules.length > 1 && (!isSame || rules.some(saysMore))) throw refuseTwoRules(subject, rules);
	if (!isInOrder(wanted)) {
		const text = LEVELS.map(({ key, label }) => `${label} ${wanted[key]}`).join(', ');
		throw new OpenBoxesError(`The levels of ${subject} contradict each other: ${text}`, {
			description:
				'The minimum must not be above the reorder point, and neither above the maximum; 0 = none. Nothing was changed.',
		});
	}
	if (!isSame) await change(connection, rules[0].id, wanted);
	const inventory = { id: await inventoryIdOf(connection, location.id) };
	const { done, warnings } = await doOnce(connection, {
		subject: `a reorder rule of ${subject}`,
		key: `level|${inventory.id}|${product.id}`,
		find: async () => await rulesOf(connection, place),
		difference: (rule) => levelDifference(rule, wanted),
		write: async (before) => {
			const body = { inventory, product: { id: product.id }, ...wanted };
			const made = await connection.post(apiPath('generic', 'inventoryLevel'), body, { before });
			return parseRecord(made, inventoryLevelSchema).id;
		},
		takeBack: async ({ id }) => {
			await connection.delete(apiPath('generic', 'inventoryLevel', id));
		},
		readBack: async (rule) => {
			return stillThere((await rulesOf(connection, place)).find(({ id }) => id === rule.id));
		},
	});
	return { rule: done, existed: rules.length > 0, warnings };
}
