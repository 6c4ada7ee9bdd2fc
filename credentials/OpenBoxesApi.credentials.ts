import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { credentialSchema } from '../nodes/OpenBoxes/schemas';
import { logInOnce, proveKey } from '../nodes/OpenBoxes/transport/login';
import { sessionFor, sessionProof } from '../nodes/OpenBoxes/transport/session-binding';

/** True while the stored cookie belongs to the URL, user and location of today: it goes to no other server. */
const HAS_OWN_COOKIE =
	'$credentials.authentication !== "apiKey" && $credentials.sessionFor === [$credentials.url, String($credentials.username ?? "").trim(), String($credentials.location ?? "").trim()].join("|")';

/** Hardly ever seen: `preAuthentication` has just met the same server, and words what it answers by mode. */
const NOT_ACCEPTED =
	'OpenBoxes did not accept the API key, or ended the session right after the login. Check the fields and press Retry.';

/**
 * Login with cookie reuse. n8n calls `preAuthentication` before a request while `sessionInUse` is empty, and
 * it is stored empty: so a test, and the HTTP Request node, prove the fields of today each time. n8n's dialog
 * sends the hidden fields of an earlier session back with the corrected form, so a cookie that is there says
 * nothing about what was typed. The nodes of this package fill the field for their own requests, with a
 * cookie that was made with the very same fields.
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
			required: true,
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
			required: true,
			displayOptions: { show: { authentication: ['login'] } },
		},
		{
			displayName: 'Location',
			name: 'location',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Hospital Pharmacy',
			description:
				'Store, pharmacy or ward whose stock the workflow works on: its number, its exact name, or its ID (in OpenBoxes open Configuration → Locations, click the location and copy the last part of the web address). Only the ID stays right when somebody renames the location.',
		},
		{
			displayName: 'API Key Header',
			name: 'keyHeader',
			type: 'string',
			default: 'X-API-Key',
			required: true,
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
			required: true,
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
			displayName: 'Session in Use',
			name: 'sessionInUse',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{ displayName: 'Session For', name: 'sessionFor', type: 'hidden', default: '' },
		{ displayName: 'Session Proof', name: 'sessionProof', type: 'hidden', default: '' },
		{ displayName: 'Session Server', name: 'sessionServer', type: 'hidden', default: '' },
	];

	/**
	 * A property, not a method: methods are lost when n8n copies the credential, and with them its use
	 * in the HTTP Request node (n8n.md#credentials). The second header's name depends on the mode.
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
				'={{ $credentials.url.trim().split(/[?#]/)[0].replace(/(?<!\\/)\\/+$/, "").replace(/^(?![a-z][a-z\\d+.-]*:\\/\\/)/i, "https://").replace(/^(https?:\\/\\/[^\\/]+)$/i, "$1/openboxes").replace(/\\/api$/i, "") }}',
			url: '/api/getAppContext',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			skipSslCertificateValidation: '={{ $credentials.ignoreTlsErrors }}',
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 302, message: NOT_ACCEPTED },
			},
			{
				type: 'responseCode',
				properties: { value: 401, message: NOT_ACCEPTED },
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
	 * Proves the fields and finds out kind and version of the server. Returning nothing, in key mode and when
	 * a session goes on, stores nothing.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<Record<string, string>> {
		const credential = credentialSchema.parse(credentials);
		const send = async (options: IHttpRequestOptions): Promise<unknown> =>
			await this.helpers.httpRequest(options);
		if (credential.authentication === 'apiKey') {
			await proveKey(send, credential);
			return {};
		}
		const { cookie, server } = await logInOnce(send, credential);
		const session = {
			sessionToken: cookie,
			sessionFor: sessionFor(credential),
			sessionProof: sessionProof(credential, cookie),
			sessionServer: JSON.stringify(server),
		};
		const isStored = Object.entries(session).every(([name, value]) => credentials[name] === value);
		return isStored ? {} : { sessionInUse: '', ...session };
	}
}
