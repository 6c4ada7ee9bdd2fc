import { parseRecord, personSchema } from '../schemas';
import { doOnce } from '../once/do-once';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';
import { stillThere } from '../transport/missing';

/** Which users are asked for. */
interface UserFilter {
	/** Part of a name or address. */
	text: string;
	/** E.g. `ROLE_MANAGER`, everywhere or at the location of the credential. */
	role?: string;
	active?: boolean;
}

type User = Record<string, unknown>;

const readUser = (row: unknown): User => ({ ...personSchema.parse(row) });

/** People who can log in. The hosted vendor documents no filters, so all but `active` is looked at here too. */
export async function readUsers(
	connection: Connection,
	{ text, role, active }: UserFilter,
	limit = Number.POSITIVE_INFINITY,
): Promise<User[]> {
	const { kind } = await connection.serverInfo();
	if (kind === 'documented' && active !== undefined) {
		throw new OpenBoxesError('This server does not tell which users are active', {
			description: 'Its documents name no such filter: remove "Active".',
			cause: 'configuration-invalid',
		});
	}
	const wanted = textKey(text);
	const keep = (row: unknown): boolean => {
		const { username, name, firstName, lastName, email, roles } = readUser(row);
		const words = [username, name, firstName, lastName, email].filter(Boolean).join(' ');
		const hasRole = kind !== 'documented' || role === undefined || [roles].flat().includes(role);
		return hasRole && textKey(words).includes(wanted);
	};
	const query = { searchTerm: text, roleTypes: role, active };
	return (await getPages(connection, apiPath('users'), query, limit, keep)).map(readUser);
}

interface NewUser {
	username: string;
	firstName: string;
	lastName: string;
	email?: string;
}

/** Makes a user on a server that has a call for it; the same user name again finds the user. */
export async function createUser(
	connection: Connection,
	user: NewUser,
): Promise<{ user: User; existed: boolean; warnings: string[] }> {
	const { kind } = await connection.serverInfo();
	if (kind !== 'documented') {
		throw new OpenBoxesError('This OpenBoxes has no call that makes users', {
			description:
				'Only hosted servers document one. Here make the user on the web pages of OpenBoxes (Configuration → Users).',
			cause: 'configuration-invalid',
		});
	}
	const find = async (): Promise<Array<User & { id: string }>> =>
		(await readUsers(connection, { text: user.username }))
			.filter((row) => textKey(String(row.username ?? '')) === textKey(user.username))
			.map((row) => ({ ...row, id: String(row.id) }));
	const { done, origin, warnings } = await doOnce(connection, {
		subject: `a user ${quoted(user.username)}`,
		key: `user|${user.username}`,
		find,
		difference: (row: User & { id: string }) => {
			const { firstName, lastName, email } = user;
			const other = Object.entries({ firstName, lastName, email }).find(
				([key, value]) => value !== undefined && textKey(String(row[key] ?? '')) !== textKey(value),
			);
			return other && `its ${other[0]} is ${quoted(row[other[0]] ?? '')}`;
		},
		write: async (before) => {
			const answer = await connection.post(apiPath('users'), user, { before });
			return parseRecord(answer, personSchema).id;
		},
		takeBack: async () => {
			throw new OpenBoxesError('the documents of this server name no call that deletes a user');
		},
		readBack: async ({ id }) => {
			return stillThere((await find()).find((one) => one.id === id));
		},
	});
	return { user: done, existed: origin === 'found', warnings };
}
