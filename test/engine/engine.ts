import './environment';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	INode,
	INodeCredentials,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { isStandIn, standIn, type Recorded } from './base-nodes';
import { MemoryCredentialStore, type CredentialStore } from './credential-store';
import { EngineCredentialsHelper } from './credentials-helper';
import { loadPackageTypes, type PackageLocation, type PackageTypes } from './package-types';

export interface EngineOptions {
	/** Where nodes come from; other types (e.g. of a test) can be handed over as they are. Default `source`. */
	package?: PackageLocation | PackageTypes;
	/** Data of one credential of the package's first credential type; ignored when a `store` is given. */
	credentials?: ICredentialDataDecryptedObject;
	/** Share one between engines to keep the cookie, or use a FileCredentialStore between processes. */
	store?: CredentialStore;
}

/** What one n8n instance has: node types, credentials with their store, and what its executions are given. */
export class Engine {
	/** What the stand-ins for sending nodes were asked to send, oldest first. */
	readonly recorded: Recorded[] = [];

	private executions = 0;

	private helper: EngineCredentialsHelper | undefined;

	private constructor(
		readonly types: PackageTypes,
		readonly store: CredentialStore,
	) {}

	static async start(options: EngineOptions = {}): Promise<Engine> {
		const { package: location = 'source', credentials = {} } = options;
		const types = typeof location === 'string' ? await loadPackageTypes(location) : location;
		const [type] = Object.keys(types.credentials);
		const store =
			options.store ??
			new MemoryCredentialStore({ id: '1', name: 'OpenBoxes', type, data: credentials });
		return new Engine(types, store);
	}

	/** Node types for one workflow; stand-ins are made for its own nodes. */
	nodeTypes(nodes: INode[] = []): INodeTypes {
		const standIns = new Map<string, INodeType>();
		for (const node of nodes.filter(({ type }) => isStandIn(type))) {
			const known = standIns.get(node.type);
			const next = standIn(node, (sent) => this.recorded.push(sent));
			known?.description.properties
				.filter(({ name }) => !(name in node.parameters))
				.forEach((property) => next.description.properties.push(property));
			standIns.set(node.type, next);
		}
		const find = (type: string): INodeType => {
			const found = this.types.nodes[type] ?? standIns.get(type);
			if (!found) throw new Error(`Unknown node type: ${type}`);
			return found;
		};
		return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	}

	/** `openBoxes` or `n8n-nodes-openboxes.openBoxes`. */
	fullType(type: string): string {
		return (
			Object.keys(this.types.nodes).find((name) => name === type || name.endsWith(`.${type}`)) ??
			type
		);
	}

	node(name: string, type: string, parameters: INodeParameters = {}): INode {
		return this.withCredentials({
			id: name,
			name,
			type: this.fullType(type),
			typeVersion: 1,
			position: [0, 0],
			parameters: structuredClone(parameters),
		});
	}

	/** Examples name no credential ids: every node gets the stored credential of the type that it asks for. */
	withCredentials(node: INode): INode {
		const assigned: INodeCredentials = {};
		for (const { name } of this.types.nodes[node.type]?.description.credentials ?? []) {
			const rows = this.store.all();
			const own = rows.find(({ id, type }) => type === name && id === node.credentials?.[name]?.id);
			const row = own ?? rows.find(({ type }) => type === name);
			if (row) assigned[name] = { id: row.id, name: row.name };
		}
		return { ...node, credentials: { ...node.credentials, ...assigned } };
	}

	credentialsHelper(): EngineCredentialsHelper {
		this.helper ??= new EngineCredentialsHelper(
			this.types.credentials,
			this.store,
			this.nodeTypes(),
		);
		return this.helper;
	}

	workflowBase(nodes: INode[], connections: IConnections, name = 'Workflow'): IWorkflowBase {
		const now = new Date();
		return {
			id: 'workflow',
			name,
			active: false,
			isArchived: false,
			createdAt: now,
			updatedAt: now,
			activeVersionId: null,
			nodes,
			connections,
		};
	}

	/** What n8n's server adds to an execution. Anything that a node cannot need here says so. */
	additionalData(
		workflow: IWorkflowBase,
		mode: WorkflowExecuteMode,
	): IWorkflowExecuteAdditionalData & { hooks: ExecutionLifecycleHooks } {
		const executionId = String((this.executions += 1));
		const url = 'http://127.0.0.1:5678/';
		const absent = async (): Promise<never> => {
			throw new Error('Not part of the engine for tests');
		};
		return {
			credentialsHelper: this.credentialsHelper(),
			hooks: new ExecutionLifecycleHooks(mode, executionId, workflow),
			executionId,
			workflowId: workflow.id,
			externalSecretsProxy: new ExternalSecretsProxy(),
			currentNodeExecutionIndex: 0,
			instanceBaseUrl: url,
			restApiUrl: `${url}rest`,
			formBaseUrl: `${url}form`,
			formWaitingBaseUrl: `${url}form-waiting`,
			formTestBaseUrl: `${url}form-test`,
			webhookBaseUrl: `${url}webhook`,
			webhookWaitingBaseUrl: `${url}webhook-waiting`,
			webhookTestBaseUrl: `${url}webhook-test`,
			mcpBaseUrl: `${url}mcp`,
			mcpTestBaseUrl: `${url}mcp-test`,
			variables: {},
			setExecutionStatus: () => {},
			sendDataToUI: () => {},
			logAiEvent: () => {},
			executeWorkflow: absent,
			getRunExecutionData: async () => undefined,
			getRuntimeCredential: async () => undefined,
			startRunnerTask: absent,
		};
	}
}
