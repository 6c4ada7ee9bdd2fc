import {
	CREDENTIAL_BLANKING_VALUE,
	CREDENTIAL_EMPTY_VALUE,
	deepCopy,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type INodeCredentialTestResult,
	type INodeParameters,
	type INodeProperties,
} from 'n8n-workflow';
import { testCredential } from './credential-test';
import type { Engine } from './engine';

/** What `Save` sends of a form: the fields that the type declares, without those of another authentication. */
export function savedPart(
	properties: INodeProperties[],
	form: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	return (NodeHelpers.getNodeParameters(
		properties,
		form as INodeParameters,
		false,
		false,
		null,
		null,
	) ?? {}) as ICredentialDataDecryptedObject;
}

/**
 * The form in which n8n's editor shows a credential, with what it sends: `GET` fills it with secrets blanked out,
 * `Save` sends the fields that the type declares, the hidden ones of an earlier session too, and tests the same;
 * `Retry` tests all that the form holds. n8n puts stored secrets back where the form still has the blanks.
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
		const { data, ...row } = this.stored();
		const part = savedPart(this.engine.types.credentials[row.type].properties, this.form);
		this.engine.store.save({ ...row, data: unredacted(part, data) });
		return await this.test(part);
	}

	/** "Retry": tests the form without storing it. */
	async retry(): Promise<INodeCredentialTestResult> {
		return await this.test(this.form);
	}

	private async test(form: ICredentialDataDecryptedObject): Promise<INodeCredentialTestResult> {
		const { data, ...row } = this.stored();
		return await testCredential(this.engine, { ...row, data: unredacted(form, data) });
	}

	private stored(): ReturnType<Engine['store']['all']>[number] {
		const row = this.engine.store.all().find(({ id }) => id === this.id);
		if (!row) throw new Error('The credential was deleted');
		return row;
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
