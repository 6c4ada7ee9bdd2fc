import { listSchema, personSchema } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';

/** One page of people whose name contains a text; users are people too (warehouse.md#lots). */
export async function readPeople(
	connection: Connection,
	page: { text: string; max: number; offset: number },
): Promise<{ people: Array<{ id: string; name: string }>; isLast: boolean }> {
	const { kind } = await connection.serverInfo();
	const text = page.text.toLowerCase();
	// The vendor documents users only.
	const answer = listSchema.parse(
		kind === 'documented'
			? await connection.get(apiPath('users'), { max: page.max, offset: page.offset })
			: await connection.get(apiPath('persons'), {
					name: page.text,
					max: page.max,
					offset: page.offset,
				}),
	);
	const people = answer.data
		.map((row) => personSchema.parse(row))
		.map(({ id, name, firstName, lastName, username }) => ({
			id,
			name: name || [firstName, lastName].filter(Boolean).join(' ') || username || id,
		}))
		.filter(({ name }) => name.toLowerCase().includes(text));
	return { people, isLast: answer.data.length < page.max };
}
