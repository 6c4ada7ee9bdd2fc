import { inventoryIdOf } from '../../catalogue/inventory-id';
import { LastCounts } from './last-counts';
import type { Connection } from '../../transport/connection';
import type { OpenBoxesError } from '../../transport/openboxes-error';

const RECENT_MS = 60_000;

/** Goods that are to be booked at a time in the past. */
interface Backdated {
	locationId: string;
	/** Epoch milliseconds; undefined = now, which needs no check. */
	time?: number;
	lines: ReadonlyArray<{ productId: string; label: string }>;
	refuse: (reason: string) => OpenBoxesError;
}

/**
 * Refuses to book goods before the last count of their shelf: the server takes it and the stock stays
 * as it was counted (stock-and-transactions.md#signs). Costs requests only for a time in the past.
 */
export async function refuseBeforeCount(
	connection: Connection,
	{ locationId, time, lines, refuse }: Backdated,
): Promise<void> {
	if (time === undefined || time > connection.now() - RECENT_MS) return;
	const inventoryId = await inventoryIdOf(connection, locationId);
	const counts = await LastCounts.read(connection, inventoryId, [time]);
	for (const { productId, label } of lines) {
		const counted = counts.after(productId, time);
		if (counted === undefined) continue;
		throw refuse(
			`${label} was counted at ${new Date(counted).toISOString()}, after the given time, so OpenBoxes would not change its stock`,
		);
	}
}
