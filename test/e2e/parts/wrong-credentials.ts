import { assert } from '../../platform';
import type {
	ICredentialDataDecryptedObject,
	INodeCredentialTestResult,
	INodeProperties,
} from 'n8n-workflow';
import { savedPart } from '../../engine/credential-dialog';
import { tillCredential } from '../../hospital/hospital';
import { typedAt, WRONG_CREDENTIALS } from '../../hospital/wrong-credentials';
import { manualWorkflow } from '../manual-workflow';
import type { Credential, N8nApi } from '../n8n-api';
import { OfficeN8n, type Workbench } from '../workbench';

type Fields = ICredentialDataDecryptedObject;

const TYPE = 'openBoxesApi';

/** n8n's dialog by the calls that its editor makes. */
class RestDialog {
	private constructor(
		private readonly api: N8nApi,
		private readonly properties: INodeProperties[],
		private form: Fields,
		private credential: Credential,
	) {}

	/** "Create credential". */
	static create(api: N8nApi, properties: INodeProperties[], name: string): RestDialog {
		return new RestDialog(api, properties, {}, { id: '', name, type: TYPE });
	}

	static async open(
		api: N8nApi,
		properties: INodeProperties[],
		credential: Credential,
	): Promise<RestDialog> {
		return new RestDialog(api, properties, await api.openCredential(credential), credential);
	}

	get saved(): Credential {
		return this.credential;
	}

	type(fields: Fields): this {
		this.form = { ...this.form, ...fields };
		return this;
	}

	async save(): Promise<Partial<INodeCredentialTestResult>> {
		const part = savedPart(this.properties, this.form);
		const { api, credential } = this;
		if (credential.id === '')
			this.credential = await api.createCredential(credential.name, TYPE, part);
		else await api.changeCredential(credential, part);
		return (await api.testCredential(this.credential, part)) as INodeCredentialTestResult;
	}

	async retry(): Promise<Partial<INodeCredentialTestResult>> {
		return (await this.api.testCredential(this.credential, this.form)) as INodeCredentialTestResult;
	}
}

const says = (sentence: RegExp, { status, message }: Partial<INodeCredentialTestResult>): void => {
	assert.equal(status, 'Error');
	assert.match(message ?? '', sentence);
};

const isGreen = ({ status, message }: Partial<INodeCredentialTestResult>): void => {
	assert.equal(status, 'OK', message);
};

/** Each thing that somebody may type wrong, in a new credential and in one that has worked; then it is put right. */
export async function wrongCredentials(bench: Workbench): Promise<void> {
	const { checks, sandbox } = bench;
	const office = await OfficeN8n.open(bench, 'wrong-credentials');
	const { api } = office;
	const right: Fields = { keyHeader: 'X-API-Key', ...tillCredential(sandbox.url) };
	try {
		const types = await api.credentialTypes();
		const properties = types.find(({ name }) => name.endsWith(TYPE))?.properties ?? [];
		const used = async (credential: Credential): Promise<string> => {
			const read = { resource: 'product', operation: 'getAll', limit: 1 };
			const { id } = await api.createWorkflow(manualWorkflow(read, credential));
			const { status, data } = await api.run(id, 'Start');
			const text = JSON.stringify(data);
			assert.ok(!/till-pas|JSESSIONID/.test(text), 'a secret is in the execution');
			return status === 'success' ? 'worked' : (data.resultData.error?.message ?? status);
		};
		for (const [name, fields, sentence] of WRONG_CREDENTIALS) {
			const wrong = typedAt(sandbox.url, fields);
			await checks.that(`${name}, in a new credential`, async () => {
				const dialog = RestDialog.create(api, properties, `New with ${name}`);
				says(sentence, await dialog.type({ ...right, ...wrong }).save());
				says(sentence, await dialog.retry());
				isGreen(await dialog.type(right).save());
				assert.equal(await used(dialog.saved), 'worked');
			});
			await checks.that(`${name}, in a credential that has worked`, async () => {
				const first = RestDialog.create(api, properties, `Old with ${name}`);
				isGreen(await first.type(right).save());
				assert.equal(await used(first.saved), 'worked');
				const spoilt = await RestDialog.open(api, properties, first.saved);
				says(sentence, await spoilt.type(wrong).save());
				says(sentence, await spoilt.retry());
				assert.match(await used(first.saved), sentence);
				const corrected = await RestDialog.open(api, properties, first.saved);
				isGreen(await corrected.type(right).save());
				isGreen(await corrected.retry());
				assert.equal(await used(first.saved), 'worked');
			});
		}
	} finally {
		await office.close();
	}
}
