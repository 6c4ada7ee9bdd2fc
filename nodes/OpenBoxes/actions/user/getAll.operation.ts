import type { IDataObject } from 'n8n-workflow';
import { readUsers } from '../../catalogue/users';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { isOn, readText, toSwitch } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { userOutput } from './user-output';

/** People who can log in. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many users',
	description: 'Get the users with their roles; use it to find the ID or address of a person',
	properties: [
		...listFields,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Active',
					name: 'active',
					type: 'boolean',
					default: true,
					description: 'Whether to return users who can log in, or those who cannot',
				},
				{
					displayName: 'Role',
					name: 'role',
					type: 'options',
					default: 'ROLE_MANAGER',
					description: 'Only who has it everywhere or at the location of the credential',
					options: [
						{ name: 'Admin', value: 'ROLE_ADMIN' },
						{ name: 'Assistant', value: 'ROLE_ASSISTANT' },
						{ name: 'Browser', value: 'ROLE_BROWSER' },
						{ name: 'Manager', value: 'ROLE_MANAGER' },
						{ name: 'Superuser', value: 'ROLE_SUPERUSER' },
					],
				},
				{
					displayName: 'Search Text',
					name: 'text',
					type: 'string',
					default: '',
					description: 'Part of the user name, name or email address',
				},
			],
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const filters = context.getNodeParameter('filters', item, {}) as IDataObject;
		const filter = {
			text: readText(filters.text) ?? '',
			role: readText(filters.role),
			active: filters.active === undefined ? undefined : toSwitch(filters.active),
		};
		const users = await readUsers(connection, filter, readLimit(context, item));
		const isSimple = isOn(context, item, 'simplify', true);
		return users.map((user) => (isSimple ? userOutput(user) : (user as IDataObject)));
	}),
};
