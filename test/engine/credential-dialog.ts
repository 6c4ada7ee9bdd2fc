import {
	CREDENTIAL_BLANKING_VALUE,
	CREDENTIAL_EMPTY_VALUE,
	deepCopy,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type INodeCredentialTestResult,
	type INodeParameters,
} from 'n8n-workflow';
import { testCredential } from './credential-test';
import type { Engine } from './engine';

/**
 * The form in which n8n's editor shows a credential, with what it sends: `GET` fills it with secrets blanked out,
 * `Save` sends every field that the type declares, the hidden ones of an earlier session too, and the test sends the
 * same once more. n8n puts stored secrets back where the form still has the blanks.
 */
export class CredentialDialog {
	private constructor(
		private readonly engine: Engine,
		private form: ICredentialDataDecryptedObject,
		private readonly id: string,
	) {}

	/** "Create credential". */
	static create(engine: Engine): CredentialDialog {
		return new CredentialDialog(engine, {}, engine.store.all()[0].id);
	}

	/** Opens a saved credential. */
	static open(engine: Engine): CredentialDialog {
		const [{ id, data }] = engine.store.all();
		return new CredentialDialog(engine, redacted(engine, data), id);
	}

	type(fields: ICredentialDataDecryptedObject): this {
		this.form = { ...this.form, ...fields };
		return this;
	}

	/** "Save": stores the form, then tests it. */
	async save(): Promise<INodeCredentialTestResult> {
		const row = this.stored();
		this.engine.store.save({ ...row, data: unredacted(this.sent(), row.data) });
		return await this.retry();
	}

	/** "Retry": tests the form without storing it. */
	async retry(): Promise<INodeCredentialTestResult> {
		const row = this.stored();
		return await testCredential(this.engine, { ...row, data: unredacted(this.sent(), row.data) });
	}

	private stored(): ReturnType<Engine['store']['all']>[number] {
		const row = this.engine.store.all().find(({ id }) => id === this.id);
		if (!row) throw new Error('The credential was deleted');
		return row;
	}

	private sent(): ICredentialDataDecryptedObject {
		const { properties } = this.engine.types.credentials[this.stored().type];
		return (NodeHelpers.getNodeParameters(
			properties,
			this.form as INodeParameters,
			false,
			false,
			null,
			null,
		) ?? {}) as ICredentialDataDecryptedObject;
	}
}

function redacted(
	engine: Engine,
	data: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const copy = deepCopy(data);
	const { properties } = engine.types.credentials[engine.store.all()[0].type];
	for (const { name, typeOptions } of properties) {
		if (!typeOptions?.password || copy[name] === undefined) continue;
		copy[name] = copy[name] === '' ? CREDENTIAL_EMPTY_VALUE : CREDENTIAL_BLANKING_VALUE;
	}
	return copy;
}

function unredacted(
	sent: ICredentialDataDecryptedObject,
	stored: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	return Object.fromEntries(
		Object.entries(sent).map(([name, value]) => [
			name,
			value === CREDENTIAL_BLANKING_VALUE || value === CREDENTIAL_EMPTY_VALUE
				? stored[name]
				: value,
		]),
	) as ICredentialDataDecryptedObject;
}
