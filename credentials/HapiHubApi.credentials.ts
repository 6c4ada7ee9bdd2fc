import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/** A bearer token for the inventory-transactions API (v5.45) of a clinic system. */
export class HapiHubApi implements ICredentialType {
	name = 'hapiHubApi';

	displayName = 'HapiHub API';

	icon: Icon = { light: 'file:../icons/hapihub.svg', dark: 'file:../icons/hapihub.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-openboxes/n8n-nodes-openboxes#clinic-systems-hapihub';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://hapihub.example.org',
			description:
				'Address of the API, without /inventory-transactions, as the operator of the clinic system told you',
		},
		{
			displayName: 'API Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Is sent as a bearer token. Best one of its own for n8n.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '={{ "Bearer " + $credentials.token.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.url.trim().split(/[?#]/)[0].replace(/(?<!\\/)\\/+$/, "").replace(/^(?![a-z][a-z\\d+.-]*:\\/\\/)/i, "https://") }}',
			url: '/inventory-transactions?%24limit=1',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'HapiHub did not accept the API token. Check it; it may have run out.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The API token is not allowed to read inventory transactions.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no inventory-transactions API at this address. Check the base URL: it ends before /inventory-transactions.',
				},
			},
		],
	};
}
