import { ProcessMemory } from '../../shared/process-memory';
import { inventorySchema, listSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';

const PAGE = 200;

/** A location keeps its inventory for life, so it is looked up once per process. */
const known = new ProcessMemory<string>(10_000);

/**
 * Id of the inventory of a location, which is not the location's id and stands in no location record;
 * only the list of inventories shows it (stock-and-transactions.md#inventory-id).
 */
export async function inventoryIdOf(connection: Connection, locationId: string): Promise<string> {
	const key = `${connection.key}|${locationId}`;
	const remembered = known.get(key);
	if (remembered) return remembered;
	for (let offset = 0; ; offset += PAGE) {
		const page = listSchema.parse(
			await connection.get(apiPath('generic', 'inventory'), { max: PAGE, offset, sort: 'id' }),
		);
		for (const row of page.data) {
			const parsed = inventorySchema.safeParse(row);
			if (parsed.success && parsed.data.warehouse?.id === locationId) {
				known.set(key, parsed.data.id);
				return parsed.data.id;
			}
		}
		if (page.data.length < PAGE) break;
	}
	throw new OpenBoxesError('The location of the OpenBoxes credential keeps no inventory', {
		description: `Location "${locationId}" has no stock of its own. Choose a depot, pharmacy or ward, not a supplier or a bin.`,
		cause: 'configuration-invalid',
	});
}
