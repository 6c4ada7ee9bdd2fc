import { Credentials, getAdditionalKeys } from 'n8n-core';
import {
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	UserError,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type INodeTypes,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialStore, StoredCredential } from './credential-store';

const NO_NODE: INode = {
	id: 'none',
	name: 'none',
	type: 'none',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * Behaves towards a credential type as the helper of n8n's server does, which is not part of n8n-core: read from
 * the store at each request, logs in through `preAuthentication` when the expirable field is empty, after a refused
 * request and in each credential test, and keeps what the login returned.
 */
export class EngineCredentialsHelper extends ICredentialsHelper {
	/** What an expression of a credential type comes to, by what it is given: it sees nothing else. */
	private readonly resolved = new Map<string, string>();

	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly store: CredentialStore,
		private readonly nodeTypes: INodeTypes,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.type(name).extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.type(type).properties;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		// Both callers in n8n-core hand over full request options.
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.type(typeName);
		if (authenticate === undefined) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (!workflow || !node) throw new Error('A generic authentication needs a workflow and a node');

		const given = JSON.stringify(credentials);
		const resolved = (text: string): string => {
			if (!isExpression(text)) return text;
			const key = `${text}|${given}`;
			const known = this.resolved.get(key) ?? resolve(workflow, node, text, credentials);
			this.resolved.set(key, known);
			return known;
		};
		const parts: Record<string, Record<string, unknown> | undefined> = { headers: {} };
		Object.assign(parts, options);
		for (const [part, fields] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries((fields ?? {}) as Record<string, string>)) {
				parts[part] = { ...parts[part], [resolved(key)]: resolved(value) };
			}
		}
		return Object.assign(options, parts);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication, properties } = this.type(typeName);
		const expirable = properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		)?.name;
		if (!expirable || !preAuthentication) return undefined;

		const isCredentialTest = node.type === 'n8n-nodes-base.noOp' && node.parameters.temp === '';
		if (credentials[expirable] !== '' && !credentialsExpired && !isCredentialTest) return undefined;

		// Only the one helper: the server hands over no more either.
		const { httpRequest } = helpers.helpers;
		const output = (await preAuthentication.call(
			{ helpers: { httpRequest } },
			credentials,
		)) as ICredentialDataDecryptedObject;
		const details = node.credentials?.[typeName];
		if (output[expirable] === undefined || !details) return undefined;

		const stored = this.find(details, typeName);
		const kept = Object.entries(output).filter(
			([key]) => key === expirable || !isExpression(stored.data[key]),
		);
		this.store.save({ ...stored, data: { ...stored.data, ...Object.fromEntries(kept) } });
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(): Promise<ICredentialDataDecryptedObject | undefined> {
		throw new Error('Only OAuth2 credentials use this');
	}

	async getCredentials(details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		const { id, name, data } = this.find(details, type);
		const credentials = new Credentials({ id, name }, type);
		await credentials.setData(data);
		return credentials;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { data } = this.find(details, type);
		return raw
			? data
			: await this.withDefaults(additionalData, data, type, mode, executeData, values);
	}

	/** Adds the defaults of the credential type and resolves expressions. */
	async withDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		data: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const parameters =
			NodeHelpers.getNodeParameters(
				this.getCredentialsProperties(type),
				data as INodeParameters,
				true,
				false,
				null,
				null,
			) ?? {};
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (values) {
			return values.workflow.expression.getParameterValue(
				parameters,
				values.runExecutionData,
				values.runIndex,
				values.itemIndex,
				values.node.name,
				values.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				parameters,
			) as ICredentialDataDecryptedObject;
		}
		const workflow = new Workflow({
			nodes: [],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes,
		});
		await workflow.expression.acquireIsolate();
		try {
			return workflow.expression.getComplexParameterValue(
				NO_NODE,
				parameters,
				mode,
				keys,
				undefined,
				undefined,
				parameters,
			) as ICredentialDataDecryptedObject;
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	async updateCredentials(
		details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.store.save({ ...this.find(details, type), data });
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('Only OAuth credentials use this');
	}

	/** The stored credential that a node refers to; as in n8n, its id counts and not its name. */
	find(details: INodeCredentialsDetails, type: string): StoredCredential {
		const found = this.store.all().find((row) => row.id === details.id && row.type === type);
		if (!found)
			throw new UserError(`Credential with ID "${details.id}" does not exist for type "${type}".`);
		return found;
	}

	private type(name: string): ICredentialType {
		const type = this.types[name];
		if (!type) throw new Error(`Unknown credential type: ${name}`);
		return type;
	}
}

function resolve(
	workflow: Workflow,
	node: INode,
	text: string,
	credentials: ICredentialDataDecryptedObject,
): string {
	const keys = { $credentials: credentials };
	const { expression } = workflow;
	return String(
		expression.getSimpleParameterValue(node, text, 'internal', keys, undefined, '') || '',
	);
}
