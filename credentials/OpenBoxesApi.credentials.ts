import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { credentialSchema } from '../nodes/OpenBoxes/schemas';
import { logInOnce, sessionFor } from '../nodes/OpenBoxes/transport/login';

/** True while the stored cookie belongs to the URL, user and location of today. */
const HAS_OWN_COOKIE =
	'$credentials.authentication !== "apiKey" && $credentials.sessionFor === [$credentials.url, ($credentials.username || "").trim(), ($credentials.location || "").trim()].join("|")';

/**
 * Login with cookie reuse: n8n calls `preAuthentication` when `sessionToken` is empty and stores what
 * it returns, so that one login serves all later executions.
 */
export class OpenBoxesApi implements ICredentialType {
	name = 'openBoxesApi';

	displayName = 'OpenBoxes API';

	icon: Icon = { light: 'file:../icons/openboxes.svg', dark: 'file:../icons/openboxes.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-openboxes/n8n-nodes-openboxes#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Server URL',
			name: 'url',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://openboxes.example.org/openboxes',
			description:
				'Address of OpenBoxes as you see it in the browser. The part /openboxes is added when it is missing.',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'User Name and Password',
					value: 'login',
					description: 'Works with every OpenBoxes server',
				},
				{
					name: 'API Key',
					value: 'apiKey',
					description: 'Only where the host of your server gave you a key',
				},
			],
			default: 'login',
		},
		{
			displayName: 'User Name or E-Mail',
			name: 'username',
			type: 'string',
			default: '',
			description:
				'Best a user of its own for n8n, with the role Assistant at the location: it can post stock but not change settings',
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'Location ID',
			name: 'location',
			type: 'string',
			default: '',
			placeholder: 'e.g. 8a8a9e9665c4f59d0165c54ec6b10027',
			description:
				'ID of the store or pharmacy whose stock the workflow works on. In OpenBoxes open Configuration → Locations, click the location and copy the last part of the web address.',
		},
		{
			displayName: 'API Key Header',
			name: 'keyHeader',
			type: 'string',
			default: 'X-API-Key',
			description:
				'Name of the request header that carries the key, as told by the host of your server',
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How many requests n8n may send in a minute. 0 = no limit (your own server). Hosted servers allow 60 (shared) or 300 (dedicated).',
		},
		{
			displayName: 'Ignore TLS Errors',
			name: 'ignoreTlsErrors',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect although the certificate of the server cannot be verified. Only for a server that you know, in your own network.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{ displayName: 'Session For', name: 'sessionFor', type: 'hidden', default: '' },
		{ displayName: 'Session Server', name: 'sessionServer', type: 'hidden', default: '' },
	];

	/**
	 * A property, not a method: methods are lost when n8n copies the credential, and with them its use
	 * in the HTTP Request node (n8n-conventions §3.4). The second header's name depends on the mode.
	 */
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				Cookie: `={{ ${HAS_OWN_COOKIE} ? $credentials.sessionToken : "" }}`,
				'={{ $credentials.authentication === "apiKey" ? $credentials.keyHeader.trim() : "X-Requested-With" }}':
					'={{ $credentials.authentication === "apiKey" ? $credentials.apiKey.trim() : "XMLHttpRequest" }}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.url.trim().replace(/\\/+$/, "").replace(/\\/api$/, "").replace(/^(https?:\\/\\/[^\\/]+)$/, "$1/openboxes") }}',
			url: '/api/getAppContext',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			skipSslCertificateValidation: '={{ $credentials.ignoreTlsErrors }}',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 302,
					message:
						'OpenBoxes did not accept the key, or the user has no role at this location. Ask the host of your server for a valid key and the header it belongs in.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'OpenBoxes did not accept the key. Check the key and the name of its header.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'No OpenBoxes answered at this address. Check the server URL: it usually ends in /openboxes.',
				},
			},
		],
	};

	/**
	 * Logs in and finds out kind and version of the server. Returning nothing in key mode costs no
	 * request and stores nothing.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<Record<string, string>> {
		const credential = credentialSchema.parse(credentials);
		if (credential.authentication === 'apiKey') return {};
		const { cookie, server } = await logInOnce(
			async (options) => await this.helpers.httpRequest(options),
			credential,
		);
		return {
			sessionToken: cookie,
			sessionFor: sessionFor(credential),
			sessionServer: JSON.stringify(server),
		};
	}
}
