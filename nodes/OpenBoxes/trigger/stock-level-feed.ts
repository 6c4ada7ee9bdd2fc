import { registerPositionSchema, type RegisterPosition } from '../schemas';
import { nameKey } from '../catalogue/product-name';
import { quantityToOrder, readReorderPoints, type ReorderPoint } from '../stock/reorder-points';
import { resolveProducts, type ResolvedProduct } from '../catalogue/products';
import type { Envelope } from './events';
import { warnOfDamage, type Feed, type FeedResult, type FeedRun } from './feed';
import type { Place } from './lookups';
import { pollEnvelope } from './poll-envelope';
import { packRegister, shrinkRegister, unpackRegister, type Register } from './register';
import { KEY_LENGTH, shortKey } from '../../shared/polling/short-hash';
import { tellInOrder } from './tell';
import { hashOf } from '../../shared/hash';

/** One letter (b = below, r = recovered) and which crossing it was, in two characters. */
const VALUE_LENGTH = 3;
const EVENT = 'inventory.belowReorderPoint';

type Level = ReorderPoint & { isBelow: boolean };

/** Where levels and expiry are watched: the location chosen, else the one of the credential. */
export async function watchedLocation(run: FeedRun): Promise<Place> {
	return (await run.filters.location()) ?? run.server.location;
}

async function readLevels(run: FeedRun, location: Place): Promise<Level[]> {
	const points = await readReorderPoints(run.connection, location.id);
	return points.map((point) => ({ ...point, isBelow: point.promisable <= point.reorderPoint }));
}

function crossingOf(register: Register, base: number, productId: string): number {
	const value = register.get(shortKey(productId));
	return (value === undefined ? base : parseInt(value.slice(1), 36)) + 1;
}

function remember(register: Register, productId: string, letter: string, crossing: number): void {
	const number = Math.min(crossing, 36 ** 2 - 1)
		.toString(36)
		.padStart(2, '0');
	register.set(shortKey(productId), letter + number);
}

function isKnownBelow(register: Register, productId: string): boolean {
	return register.get(shortKey(productId))?.startsWith('b') ?? false;
}

/** Those that were below and are not any more: the next time is another crossing. */
function recover(register: Register, levels: readonly Level[]): void {
	const below = new Set(
		levels.filter(({ isBelow }) => isBelow).map((one) => shortKey(one.productId)),
	);
	for (const [key, value] of register) {
		if (value.startsWith('b') && !below.has(key)) register.set(key, `r${value.slice(1)}`);
	}
}

function toPosition(register: Register, base: number, room: number): RegisterPosition {
	const forgotten = shrinkRegister(register, Math.floor(room / (KEY_LENGTH + VALUE_LENGTH)), 'rb');
	// A forgotten product goes on counting from here, so that no id comes twice.
	const largest = [...forgotten.values()].reduce(
		(most, value) => Math.max(most, parseInt(value.slice(1), 36)),
		base,
	);
	return { register: packRegister(register), isPartial: forgotten.size > 0, base: largest };
}

function levelData(level: Level, product: ResolvedProduct | undefined): Record<string, unknown> {
	return {
		productId: level.productId,
		productCode: product?.code ?? null,
		productName: product?.name ?? null,
		quantityAvailable: level.promisable,
		reorderPoint: level.reorderPoint,
		minimumQuantity: level.minimum,
		maximumQuantity: level.maximum,
		quantityToOrder: quantityToOrder(level, level.promisable),
	};
}

async function envelopesFor(
	run: FeedRun,
	location: Place,
	crossed: ReadonlyArray<{ level: Level; crossing: number }>,
): Promise<Envelope[]> {
	const names = crossed.map(({ level }) => ({ productId: level.productId }));
	const found = run.watch.slim ? undefined : await resolveProducts(run.connection, names);
	const entries = crossed.map(({ level, crossing }) => {
		const product = found?.get(nameKey({ productId: level.productId }))?.product;
		const data = levelData(level, product);
		return { subject: `${location.id}:${level.productId}:${crossing}`, data };
	});
	if (!run.watch.groupLevels)
		return entries.map(({ subject, data }) =>
			pollEnvelope(run, EVENT, subject, { location, data }),
		);
	if (entries.length === 0) return [];
	const members = entries.map(({ subject }) => subject).sort();
	const hash = hashOf(members.join('\n'), 16, 'hex');
	const products = entries.map(({ subject, data }) => ({ id: `${EVENT}:${subject}`, ...data }));
	const data = { count: products.length, products };
	return [pollEnvelope(run, EVENT, `${location.id}:${hash}`, { location, data })];
}

async function isWanted(run: FeedRun, level: Level): Promise<boolean> {
	return await run.filters.pass({
		categories: async () => {
			const category = (await run.lookups.product(level.productId))?.category;
			return typeof category === 'string' ? [category] : [];
		},
	});
}

async function compareLevels(run: FeedRun, before: RegisterPosition): Promise<FeedResult> {
	const location = await watchedLocation(run);
	const levels = await readLevels(run, location);
	const register = unpackRegister(before.register, VALUE_LENGTH);
	recover(register, levels);
	const waiting = levels.filter((one) => one.isBelow && !isKnownBelow(register, one.productId));
	const crossed: Array<{ level: Level; crossing: number }> = [];
	await tellInOrder(run, waiting, async (level) => {
		const crossing = crossingOf(register, before.base, level.productId);
		if (await isWanted(run, level)) crossed.push({ level, crossing });
		remember(register, level.productId, 'b', crossing);
		return [];
	});
	const envelopes = await envelopesFor(run, location, crossed);
	return { envelopes, position: toPosition(register, before.base, run.room) };
}

async function start(run: FeedRun): Promise<FeedResult> {
	const nothing: RegisterPosition = { register: '', isPartial: false, base: 0 };
	if (run.watch.since !== undefined) return await compareLevels(run, nothing);
	const register: Register = new Map();
	const levels = await readLevels(run, await watchedLocation(run));
	for (const level of levels) if (level.isBelow) remember(register, level.productId, 'b', 0);
	return { envelopes: [], position: toPosition(register, 0, run.room) };
}

/** Products that cross their reorder point. The server tells no time and no crossing: sets are compared. */
export const stockLevelFeed: Feed = {
	key: 'stockLevels',
	isWholeLocation: true,
	start,
	poll: async (run, stored) => {
		const parsed = registerPositionSchema.safeParse(stored);
		if (parsed.success) return await compareLevels(run, parsed.data);
		warnOfDamage(run, 'stockLevels');
		return await start(run);
	},
	recent: async (run, most) => {
		const location = await watchedLocation(run);
		const below = (await readLevels(run, location)).filter(({ isBelow }) => isBelow);
		const shown = run.watch.groupLevels ? below : below.slice(0, most);
		const crossed = shown.map((level) => ({ level, crossing: 1 }));
		return await envelopesFor(run, location, crossed);
	},
};
