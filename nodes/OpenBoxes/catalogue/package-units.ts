import { unitSchema, type Unit } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';

/** Units that goods come in; the server keeps currencies among them. */
export async function readUnits(connection: Connection): Promise<Unit[]> {
	const rows = await getPages(connection, apiPath('generic', 'unitOfMeasure'), { sort: 'id' });
	return rows
		.map((row) => unitSchema.parse(row))
		.filter(({ uomClass }) => uomClass?.id !== 'CURRENCY');
}

/** The unit that a user named by ID, code or name. */
export async function findUnit(connection: Connection, label: string): Promise<Unit> {
	const all = await readUnits(connection);
	const of = (textOf: (unit: Unit) => string | null | undefined): Unit[] =>
		all.filter((unit) => textKey(textOf(unit) ?? '') === textKey(label));
	const [found] = [...of(({ id }) => id), ...of(({ code }) => code), ...of(({ name }) => name)];
	if (found) return found;
	throw new OpenBoxesError(`OpenBoxes has no unit ${quoted(label)}`, {
		description: `There are: ${all.map(({ code, name }) => code ?? name).join(', ')}.`,
	});
}
