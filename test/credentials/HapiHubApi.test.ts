import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { testCredential } from '../engine/credential-test';
import { Clinic } from '../nodes/HapiHub/clinic';

let clinic: Clinic;
afterEach(async () => await clinic.close());

const told = async (credential: ICredentialDataDecryptedObject = {}): Promise<string> => {
	clinic = await Clinic.open({}, credential as Record<string, string>);
	const { status, message } = await testCredential(clinic.engine);
	return `${status}: ${message}`;
};

describe('the test of the HapiHub credential', () => {
	it('passes with a token that the server knows', async () => {
		expect(await told()).toBe('OK: Connection successful!');
	});

	it('says that the token is wrong', async () => {
		expect(await told({ token: 'wrong' })).toMatch(/^Error: HapiHub did not accept the API token/);
	});

	it('passes however the URL is written, and says when there is no such API', async () => {
		clinic = await Clinic.open();
		const [row] = clinic.engine.store.all();
		const at = async (url: string): Promise<string> =>
			(await testCredential(clinic.engine, { ...row, data: { ...row.data, url } })).message;
		expect(await at(` ${clinic.sandbox.url}// `)).toBe('Connection successful!');
		expect(await at(`${clinic.sandbox.url}/api`)).toMatch(/no inventory-transactions API/);
	});
});
