import { doOnce } from '../once/do-once';
import { keeperOf } from '../once/rules/keeper';
import {
	parseList,
	productPackageSchema,
	type ProductPackage,
	type ProductSource,
	type Unit,
} from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { isUnclear } from '../transport/server-refusal';
import { expiryDay } from '../values/moment';
import { toServerDay } from '../values/server-date';
import { readSource } from './product-sources';
import { stillThere } from '../transport/missing';

/** In what a supplier sells: so many single units of stock in one case, box or pack. */
interface PackageFields {
	unit: Unit;
	quantity: number;
	/** Of the whole package; undefined = stays. */
	price?: number;
	/** Of the source; undefined = stays. */
	minimum?: number;
}

interface SavedPackage {
	pack: ProductPackage;
	source: ProductSource;
	existed: boolean;
	warnings: string[];
}

/** The server keeps four digits of a price and two of a minimum. */
const isOther = (has: number | null | undefined, wanted: number | undefined, step: number) =>
	wanted !== undefined && !(Math.abs((has ?? NaN) - wanted) <= step / 2);

async function packagesOf(
	connection: Connection,
	source: ProductSource,
	{ unit, quantity }: PackageFields,
): Promise<ProductPackage[]> {
	const answer = await connection.search('productPackage', [
		{ property: 'productSupplier.id', value: source.id },
		{ property: 'uom.id', value: unit.id },
	]);
	return parseList(answer, productPackageSchema).filter((one) => one.quantity === quantity);
}

/** What is left out of this call the server takes away from the source (warehouse.md#product-sources). */
function bodyOf(source: ProductSource, { unit, quantity, price, minimum }: PackageFields): object {
	const { contractPrice } = source;
	const until = expiryDay(contractPrice?.validUntil);
	return {
		productSupplier: source.id,
		uom: unit.id,
		productPackageQuantity: quantity,
		...(price !== undefined && { productPackagePrice: price }),
		minOrderQuantity: minimum ?? source.minOrderQuantity,
		tieredPricing: source.tieredPricing === true,
		contractPricePrice: contractPrice?.price,
		...(until !== undefined && { contractPriceValidUntil: toServerDay(until) }),
	};
}

const notSaved = (message: string): OpenBoxesError =>
	new OpenBoxesError(message, {
		description: 'Run it again: the same change made twice does no harm.',
		outcome: 'unknown',
	});

/** Sets a package of a source and its price: the one of that unit and quantity is changed, and never made twice. */
export async function setPackage(
	connection: Connection,
	source: ProductSource,
	wanted: PackageFields,
): Promise<SavedPackage> {
	const label = `${wanted.unit.code ?? wanted.unit.id}/${wanted.quantity}`;
	const difference = (pack: ProductPackage): string | undefined =>
		isOther(pack.productPrice?.price, wanted.price, 0.0001)
			? `its price is ${pack.productPrice?.price ?? 'not set'}`
			: undefined;
	const now = async (): Promise<ProductSource> =>
		(await readSource(connection, source.id)) ?? source;
	const isOtherMinimum = (one: ProductSource) =>
		isOther(one.minOrderQuantity, wanted.minimum, 0.01);
	const post = async (before?: () => Promise<void>): Promise<void> => {
		const body = bodyOf(await now(), wanted);
		await connection.post(apiPath('productPackages'), body, { before });
	};
	const known = await packagesOf(connection, source, wanted);
	if (
		known.some((pack) => difference(pack) !== undefined) ||
		(known[0] && isOtherMinimum(source))
	) {
		try {
			await post();
		} catch (error) {
			if (!isUnclear(error)) throw toOpenBoxesError(error);
		}
	}
	const readBack = async ({ id }: { id: string }): Promise<ProductPackage> => {
		const pack = stillThere(
			(await packagesOf(connection, source, wanted)).find((one) => one.id === id),
		);
		const wrong = difference(pack);
		if (wrong === undefined) return pack;
		throw notSaved(`The package ${label} was not changed: ${wrong}`);
	};
	const once = async () =>
		await doOnce(connection, {
			subject: `a package ${label} of the product source ${source.code ?? source.id}`,
			key: `package|${source.id}|${wanted.unit.id}|${wanted.quantity}`,
			find: async () => await packagesOf(connection, source, wanted),
			difference,
			write: async (before) => {
				await post(before);
				return undefined;
			},
			takeBack: async ({ id }) => {
				const { defaultProductPackage, active } = await now();
				if (defaultProductPackage?.id === id) {
					const keeper = keeperOf(await packagesOf(connection, source, wanted));
					// A change that does not say so makes a source active.
					const body = { defaultProductPackage: { id: keeper.id }, active };
					await connection.put(apiPath('generic', 'productSupplier', source.id), body);
				}
				await connection.delete(apiPath('generic', 'productPackage', id));
			},
			readBack,
		});
	const { done, warnings } =
		known.length === 1 ? { done: await readBack(known[0]), warnings: [] } : await once();
	const after = await now();
	if (isOtherMinimum(after)) {
		throw notSaved(
			`The package ${label} is there, but its minimum order is ${after.minOrderQuantity ?? 'not set'}`,
		);
	}
	return { pack: done, source: after, existed: known.length > 0, warnings };
}
