import { listDraftRequests, listMovements, type MovementFilter } from '../movements/list-movements';
import {
	OPEN_STATUSES,
	SENDABLE_STATUSES,
	statusLabel,
	type MovementStatus,
} from '../movements/rules/movement-status';
import { PICKER_PAGE, pickerSearch } from './picker-search';
import { placesNamed } from './places-named';

const ON_THE_WAY: readonly MovementStatus[] = ['shipped', 'partiallyReceived'];

/** States in which an operation can do something with a movement; any for those that only read. */
const FITTING: Partial<Record<string, readonly MovementStatus[]>> = {
	addItems: OPEN_STATUSES,
	delete: [...OPEN_STATUSES, 'rejected', 'canceled'],
	receive: ON_THE_WAY,
	removeItems: OPEN_STATUSES,
	rollBack: [...ON_THE_WAY, 'received', 'approved', 'rejected'],
	send: SENDABLE_STATUSES,
	setStatus: OPEN_STATUSES,
	update: [...OPEN_STATUSES, 'rejected'],
	updateItems: OPEN_STATUSES,
};

/** What to look for in one direction; `other` is the place that is not the credential's. */
function wanted(
	direction: MovementFilter['direction'],
	statuses: readonly MovementStatus[],
	{ text, other }: { text?: string; other?: string },
): MovementFilter {
	const isOnTheWay = statuses === ON_THE_WAY;
	return {
		direction,
		text,
		...(direction === 'OUTBOUND' ? { destinationId: other } : { originId: other }),
		statuses,
		exclude: [],
		receiptStatusCodes: isOnTheWay ? ['SHIPPED', 'PARTIALLY_RECEIVED'] : [],
		requestsOnly: false,
	};
}

/** Newest movements from and to the credential's location that fit the operation, by number, name or other place. */
export const searchStockMovements = pickerSearch(async ({ connection, filter, sibling }) => {
	const statuses = FITTING[String(sibling('operation'))] ?? [];
	const isArrival = statuses === ON_THE_WAY;
	const others = await placesNamed(connection, filter);
	const searches = [{ text: filter || undefined }, ...others.map((other) => ({ other }))];
	const rows: Awaited<ReturnType<typeof listMovements>> = [];
	for (const search of searches) {
		// What others ask of us stands in neither list until it is submitted; rows of the lists say more and replace these.
		if (statuses.length === 0 || statuses.includes('draft')) {
			const asked = wanted('OUTBOUND', statuses, search);
			rows.unshift(...(await listDraftRequests(connection, asked, PICKER_PAGE)));
		}
		// What is on its way is received where it goes to.
		for (const direction of isArrival ? (['INBOUND'] as const) : (['OUTBOUND', 'INBOUND'] as const))
			rows.push(
				...(await listMovements(connection, wanted(direction, statuses, search), PICKER_PAGE)),
			);
	}
	const distinct = new Map(rows.map((row) => [row.movement.id, row]));
	const results = [...distinct.values()].map(({ movement, status }) => {
		const places = [movement.origin?.name, movement.destination?.name].filter(Boolean);
		const text = [movement.description, places.join(' → ')].filter(Boolean).join(', ');
		return {
			name: `${movement.identifier ?? movement.name ?? movement.id} (${statusLabel(status)}): ${text}`,
			value: movement.id,
		};
	});
	return { results };
});
