import type { IDataObject } from 'n8n-workflow';

/** What most workflows need of a user; never more than who it is and what it may do. */
export function userOutput(user: Record<string, unknown>): IDataObject {
	const { id, name, username, firstName, lastName, email, roles } = user as IDataObject;
	return {
		id,
		name: name ?? null,
		username: username ?? null,
		firstName: firstName ?? null,
		lastName: lastName ?? null,
		email: email ?? null,
		roles: roles ?? null,
	};
}
