import { listDraftRequests, listMovements, type MovementFilter } from '../movements/list-movements';
import { statusLabel } from '../movements/rules/movement-status';
import { PICKER_PAGE, pickerSearch } from './picker-search';
import { placesNamed } from './places-named';

const DIRECTIONS = ['OUTBOUND', 'INBOUND'] as const;

/** What to look for in one direction; `other` is the place that is not the credential's. */
function wanted(
	direction: MovementFilter['direction'],
	{ text, other }: { text?: string; other?: string },
): MovementFilter {
	return {
		direction,
		text,
		...(direction === 'OUTBOUND' ? { destinationId: other } : { originId: other }),
		statuses: [],
		exclude: [],
		receiptStatusCodes: [],
		requestsOnly: false,
	};
}

/** Newest movements from and to the location of the credential, by number, name, description or other place. */
export const searchStockMovements = pickerSearch(async ({ connection, filter }) => {
	const others = await placesNamed(connection, filter);
	const searches = [{ text: filter || undefined }, ...others.map((other) => ({ other }))];
	const rows: Awaited<ReturnType<typeof listMovements>> = [];
	for (const search of searches) {
		// What others ask of us stands in neither list until it is submitted; rows of the lists say more and replace these.
		const drafts = await listDraftRequests(connection, wanted('OUTBOUND', search), PICKER_PAGE);
		rows.unshift(...drafts);
		for (const direction of DIRECTIONS)
			rows.push(...(await listMovements(connection, wanted(direction, search), PICKER_PAGE)));
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
