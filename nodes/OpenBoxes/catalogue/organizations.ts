import { personSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { readIfThere } from '../transport/missing';
import { OpenBoxesError } from '../transport/openboxes-error';
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

/**
 * The server takes an unknown one for none, without a word.
 *
 * @throws OpenBoxesError when there is no such organization
 */
export async function requireOrganization(
	connection: Connection,
	id: string | undefined,
): Promise<void> {
	if (id === undefined) return;
	if (await readIfThere(connection, apiPath('generic', 'organization', id), personSchema)) return;
	throw new OpenBoxesError(`OpenBoxes has no organization with the ID "${id}"`, {
		description: 'Choose "Organization" from the list. Nothing was written.',
	});
}
