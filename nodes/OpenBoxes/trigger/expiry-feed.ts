import { registerPositionSchema, type RegisterPosition } from '../schemas';
import { dayIn } from '../values/moment';
import type { Envelope } from './events';
import { warnOfDamage, type Feed, type FeedResult, type FeedRun } from './feed';
import type { Place } from './lookups';
import { pollEnvelope } from './poll-envelope';
import { packRegister, shrinkRegister, unpackRegister, type Register } from './register';
import { KEY_LENGTH, shortKey } from '../../shared/polling/short-hash';
import { watchedLocation } from './stock-level-feed';
import { readStockOfLots, type StockOfLot } from './stock-of-lots';
import { tellInOrder } from './tell';

const EVENT = 'inventory.expiring';
/** One letter: e = told and in stock, g = told and gone; what is gone is forgotten first. */
const VALUE_LENGTH = 1;
const DAY_MS = 86_400_000;

interface ExpiringLot extends StockOfLot {
	daysLeft: number;
	quantity: number;
}

/** Lots in stock that expire within the days chosen, expired ones included, soonest first. */
async function readExpiring(run: FeedRun, location: Place): Promise<ExpiringLot[]> {
	const today = Date.parse(dayIn(run.watch.zone, run.now));
	return (await readStockOfLots(run, location))
		.map((lot) => ({
			...lot,
			daysLeft: Math.round((Date.parse(lot.expirationDate) - today) / DAY_MS),
			quantity: lot.bins.reduce((sum, { quantity }) => sum + quantity, 0),
		}))
		.filter(({ daysLeft, quantity }) => quantity > 0 && daysLeft <= run.watch.withinDays)
		.sort((a, b) => a.daysLeft - b.daysLeft);
}

/** A lot whose expiry date is corrected is told again. */
function identityOf(lot: ExpiringLot): string {
	return `${lot.lotId}:${lot.expirationDate}`;
}

function toPosition(register: Register, room: number): RegisterPosition {
	const forgotten = shrinkRegister(register, Math.floor(room / (KEY_LENGTH + VALUE_LENGTH)), 'ge');
	return { register: packRegister(register), isPartial: forgotten.size > 0, base: 0 };
}

async function tell(run: FeedRun, location: Place, lot: ExpiringLot): Promise<Envelope[]> {
	const isWanted = await run.filters.pass({
		quantity: async () => lot.quantity,
		categories: async () => {
			const category = (await run.lookups.product(lot.productId))?.category;
			return typeof category === 'string' ? [category] : [];
		},
	});
	if (!isWanted) return [];
	const { lotId, lotNumber, expirationDate, daysLeft, quantity } = lot;
	const data = run.watch.slim
		? { lotId, productId: lot.productId, lotNumber, expirationDate, daysLeft, quantity }
		: { ...lot, isExpired: daysLeft < 0 };
	return [pollEnvelope(run, EVENT, `${location.id}:${identityOf(lot)}`, { location, data })];
}

async function compareLots(run: FeedRun, before: RegisterPosition): Promise<FeedResult> {
	const location = await watchedLocation(run);
	const lots = await readExpiring(run, location);
	const register = unpackRegister(before.register, VALUE_LENGTH);
	const keys = new Set(lots.map((lot) => shortKey(identityOf(lot))));
	for (const key of register.keys()) register.set(key, keys.has(key) ? 'e' : 'g');
	const waiting = lots.filter((lot) => !register.has(shortKey(identityOf(lot))));
	const { envelopes } = await tellInOrder(run, waiting, async (lot) => {
		const told = await tell(run, location, lot);
		register.set(shortKey(identityOf(lot)), 'e');
		return told;
	});
	return { envelopes, position: toPosition(register, run.room) };
}

async function start(run: FeedRun): Promise<FeedResult> {
	const nothing: RegisterPosition = { register: '', isPartial: false, base: 0 };
	if (run.watch.since !== undefined) return await compareLots(run, nothing);
	const lots = await readExpiring(run, await watchedLocation(run));
	const register: Register = new Map(lots.map((lot) => [shortKey(identityOf(lot)), 'e']));
	return { envelopes: [], position: toPosition(register, run.room) };
}

/** Lots that come into the days before their expiry. All stock of the location is compared. */
export const expiryFeed: Feed = {
	key: 'expiry',
	isWholeLocation: true,
	start,
	poll: async (run, stored) => {
		const parsed = registerPositionSchema.safeParse(stored);
		if (parsed.success) return await compareLots(run, parsed.data);
		warnOfDamage(run, 'expiry');
		return await start(run);
	},
	recent: async (run, most) => {
		const location = await watchedLocation(run);
		const examples: Envelope[] = [];
		for (const lot of await readExpiring(run, location)) {
			if (examples.length >= most) break;
			examples.push(...(await tell(run, location, lot)));
		}
		return examples;
	},
};
