import { inventoryIdOf } from '../stock/inventory-id';
import { LastCounts } from '../stock/last-counts';
import type { Connection } from '../transport/connection';
import { movementError, type MovementRecord } from './movement-record';

const RECENT_MS = 60_000;

/**
 * Refuses to book goods before the last count of their shelf: the server takes it and the stock stays
 * as it was counted (note 02 §1.3). Costs requests only for a time in the past.
 */
export async function refuseBeforeCount(
	connection: Connection,
	locationId: string | undefined,
	time: number | undefined,
	record: MovementRecord,
): Promise<void> {
	if (time === undefined || locationId === undefined) return;
	if (time > connection.now() - RECENT_MS || !record.way.originManagesStock) return;
	const inventoryId = await inventoryIdOf(connection, locationId);
	const counts = await LastCounts.read(connection, inventoryId, [time]);
	for (const line of record.movement.lineItems ?? []) {
		const counted = counts.after(line.product?.id ?? '', time);
		if (counted === undefined) continue;
		throw movementError(
			record,
			'sent',
			`${line.productCode ?? 'a product'} was counted at ${new Date(counted).toISOString()}, after the given time`,
			'OpenBoxes would not take the goods off the stock. Leave the ship date empty, or give a later one.',
		);
	}
}
