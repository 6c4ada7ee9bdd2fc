import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { createUser } from '../../catalogue/users';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { isStorable } from '../../values/text';
import { readText } from '../fields/read-values';
import { perItem, type Operation } from '../operation';
import { userOutput } from './user-output';

const required = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	required: true,
	description,
});

function readRequired(
	context: IExecuteFunctions,
	item: number,
	name: string,
	label: string,
): string {
	const text = readText(context.getNodeParameter(name, item, '')) ?? '';
	if (isStorable(text)) return text;
	throw new OpenBoxesError(`The user was not created: "${label}" is missing or too long`, {
		description: 'Give a text of at most 255 characters.',
	});
}

/** A new user of a hosted server, once. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a user',
	description:
		'Create a user on a hosted server (open-source servers have no such call); a user of that name is found instead',
	properties: [
		required('User Name', 'username', 'Name to log in with'),
		required('First Name', 'firstName', 'First name of the person'),
		required('Last Name', 'lastName', 'Last name of the person'),
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@email.com',
			default: '',
			description: 'Address to which OpenBoxes writes',
		},
	],
	execute: perItem(async ({ context, connection }, item) => {
		const { user, existed, warnings } = await createUser(connection, {
			username: readRequired(context, item, 'username', 'User Name'),
			firstName: readRequired(context, item, 'firstName', 'First Name'),
			lastName: readRequired(context, item, 'lastName', 'Last Name'),
			email: readText(context.getNodeParameter('email', item, '')),
		});
		return { ...userOutput(user), existed, warnings };
	}),
};
