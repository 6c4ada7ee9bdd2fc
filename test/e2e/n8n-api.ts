import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IPinData,
	IRunExecutionData,
} from 'n8n-workflow';
import type { WorkflowDefinition } from '../engine/run';
import { eventually } from './checks';
import { unflatten } from './flatted';

export const OWNER = {
	email: 'pharmacist@example.org',
	firstName: 'Pia',
	lastName: 'Pharmacist',
	password: 'Stock-1-sacred',
};

export interface Credential {
	id: string;
	name: string;
	type: string;
}

export interface SavedWorkflow {
	id: string;
	versionId: string;
	name: string;
	active: boolean;
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	workflowId: string;
	data: IRunExecutionData;
}

type Answer = { data: unknown };

/** n8n's REST interface, as its editor uses it. */
export class N8nApi {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Makes the first user and logs in. */
	async setUp(): Promise<void> {
		await this.call('POST', '/rest/owner/setup', OWNER);
		// Questions that the editor would ask first.
		await this.call('POST', '/rest/me/survey', {
			version: 'v4',
			personalization_survey_submitted_at: new Date().toISOString(),
			personalization_survey_n8n_version: '2',
		}).catch(() => undefined);
	}

	async logIn(): Promise<void> {
		const { email, password } = OWNER;
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Cookie of the session, for a browser. */
	get session(): { name: string; value: string } {
		const [name, ...value] = this.cookie.split('=');
		return { name, value: value.join('=') };
	}

	async nodeTypes(): Promise<IDataObject[]> {
		return (await (await this.fetch('GET', '/types/nodes.json')).json()) as IDataObject[];
	}

	async createCredential(
		name: string,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<Credential> {
		return (await this.call('POST', '/rest/credentials', { name, type, data })) as Credential;
	}

	async changeCredential(
		{ id, name, type }: Credential,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.call('PATCH', `/rest/credentials/${id}`, { id, name, type, data });
	}

	/** What the dialog shows of a saved one: secrets are blanked out, the hidden fields are there. */
	async openCredential({ id }: Credential): Promise<ICredentialDataDecryptedObject> {
		const answer = await this.call('GET', `/rest/credentials/${id}?includeData=true`);
		return (answer as { data: ICredentialDataDecryptedObject }).data;
	}

	async credentialTypes(): Promise<ICredentialType[]> {
		return (await (await this.fetch('GET', '/types/credentials.json')).json()) as ICredentialType[];
	}

	/** What the Test button says. */
	async testCredential(
		{ id, name, type }: Credential,
		data: ICredentialDataDecryptedObject,
	): Promise<{ status: string; message: string }> {
		const credentials = { id, name, type, data };
		return (await this.call('POST', '/rest/credentials/test', { credentials })) as {
			status: string;
			message: string;
		};
	}

	async createWorkflow(
		workflow: WorkflowDefinition,
		pinData: IPinData = {},
	): Promise<SavedWorkflow> {
		return (await this.call('POST', '/rest/workflows', {
			settings: {},
			active: false,
			...workflow,
			pinData,
		})) as SavedWorkflow;
	}

	async readWorkflow(id: string): Promise<SavedWorkflow & WorkflowDefinition> {
		return (await this.call('GET', `/rest/workflows/${id}`)) as SavedWorkflow & WorkflowDefinition;
	}

	async activate(id: string): Promise<void> {
		const { versionId } = await this.readWorkflow(id);
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivate(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** Runs it as the button of a trigger does; resolves when the execution has ended. */
	async run(id: string, trigger: string, seconds = 60): Promise<Execution> {
		const workflowData = await this.readWorkflow(id);
		const { executionId } = (await this.call('POST', `/rest/workflows/${id}/run`, {
			workflowData,
			triggerToStartFrom: { name: trigger },
		})) as { executionId: string };
		return await this.ended(executionId, seconds);
	}

	async ended(executionId: string, seconds = 60): Promise<Execution> {
		return await eventually(
			`execution ${executionId} ends`,
			async () => {
				const execution = await this.execution(executionId).catch(() => undefined);
				return execution && !['new', 'running', 'waiting'].includes(execution.status)
					? execution
					: undefined;
			},
			seconds,
		);
	}

	/** Ended executions of a workflow, newest first. */
	async executions(workflowId: string): Promise<Array<Pick<Execution, 'id' | 'status' | 'mode'>>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const answer = (await this.call('GET', `/rest/executions?limit=100&filter=${filter}`)) as {
			results: Execution[];
		};
		return answer.results.filter(({ status }) => !['new', 'running'].includes(status));
	}

	async execution(id: string): Promise<Execution> {
		const execution = (await this.call('GET', `/rest/executions/${id}`)) as Execution;
		const data = execution.data as unknown;
		return {
			...execution,
			data: (typeof data === 'string' ? unflatten(data) : data) as IRunExecutionData,
		};
	}

	async call(method: string, path: string, body?: unknown): Promise<unknown> {
		const answer = await this.fetch(method, path, body);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 1000)}`);
		return text === '' ? undefined : (JSON.parse(text) as Answer).data;
	}

	private async fetch(method: string, path: string, body?: unknown): Promise<Response> {
		const answer = await fetch(this.url + path, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie, 'browser-id': 'e2e' },
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(60_000),
		});
		const session = answer.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';')[0];
		return answer;
	}
}
