import { listDraftRequests, listMovements, type MovementFilter } from '../movements/list-movements';
import { statusLabel } from '../movements/rules/movement-status';
import { PICKER_PAGE, pickerSearch } from './picker-search';

/** Newest movements from and to the location of the credential, by number, name or description. */
export const searchStockMovements = pickerSearch(async ({ connection, filter }) => {
	const both = [];
	for (const direction of ['OUTBOUND', 'INBOUND'] as const) {
		const wanted: MovementFilter = {
			direction,
			text: filter === '' ? undefined : filter,
			statuses: [],
			exclude: [],
			receiptStatusCodes: [],
			requestsOnly: false,
		};
		both.push(...(await listMovements(connection, wanted, PICKER_PAGE)));
	}
	const text = filter === '' ? undefined : filter;
	// Rows of the two lists say more, so they come last and stay.
	both.unshift(...(await listDraftRequests(connection, { text }, PICKER_PAGE)));
	const distinct = new Map(both.map((row) => [row.movement.id, row]));
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
