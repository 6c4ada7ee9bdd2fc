import { namedRecordSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
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
