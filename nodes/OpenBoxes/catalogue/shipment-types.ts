import { namedRecordSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';

/** All shipment types; a name may hold several languages: `Air|fr:Avion`. */
export async function readShipmentTypes(
	connection: Connection,
): Promise<Array<{ id: string; name: string }>> {
	const rows = await getPages(connection, apiPath('generic', 'shipmentType'), { sort: 'id' });
	return rows.map((row) => {
		const { id, name } = namedRecordSchema.parse(row);
		return { id, name: (name ?? '').split('|')[0] };
	});
}

/**
 * The server takes an unknown type for none, without a word.
 *
 * @throws OpenBoxesError when there is no such type
 */
export async function requireShipmentType(
	connection: Connection,
	id: string | undefined,
): Promise<void> {
	if (id === undefined) return;
	const types = await connection.readOnce('shipment types', async () => {
		return await readShipmentTypes(connection);
	});
	if (types.some((type) => type.id === id)) return;
	throw new OpenBoxesError(`OpenBoxes has no shipment type with the ID "${id}"`, {
		description: 'Choose "Shipment Type" from the list. Nothing was written.',
	});
}
