import { personSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { getPages } from '../transport/paginate';

/** Owners of places, and companies that sell. */
export async function readOrganizations(
	connection: Connection,
): Promise<Array<{ id: string; name: string }>> {
	const rows = await getPages(connection, apiPath('generic', 'organization'), { sort: 'name' });
	return rows.map((row) => {
		const { id, name } = personSchema.parse(row);
		return { id, name: name ?? id };
	});
}
