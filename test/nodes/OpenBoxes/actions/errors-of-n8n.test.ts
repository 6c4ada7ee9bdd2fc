import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import type { CredentialStore, StoredCredential } from '../../../engine/credential-store';
import { Engine } from '../../../engine/engine';
import { runNode, type NodeRun } from '../../../engine/run';
import { tillCredential } from '../../../hospital/hospital';
import { OPERATIONS } from '../../../hospital/steps';
import { startSandbox, type Sandbox } from '../../../sandbox';

/** What n8n says when a workflow names a credential that was deleted. */
const DELETED = /Credential with ID ".*" does not exist for type "openBoxesApi"/;

/** A credential that is deleted while the workflow that names it starts. */
class Deleted implements CredentialStore {
	private rows: StoredCredential[];

	constructor(data: StoredCredential['data']) {
		this.rows = [{ id: '1', name: 'Pharmacy', type: 'openBoxesApi', data }];
	}

	all(): StoredCredential[] {
		return this.rows.splice(0);
	}

	save(): void {
		throw new Error('Nobody logs in');
	}
}

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

const actions = new Map(
	resources.flatMap(({ value, operations }) =>
		operations.map((one): [string, string] => [`${value}.${one.value}`, one.action]),
	),
);

it.each(OPERATIONS)(
	'$name passes on what n8n says of a deleted credential',
	async ({ name, plain }) => {
		const run = async (continueOnFail: boolean): Promise<NodeRun> => {
			const engine = await Engine.start({ store: new Deleted(tillCredential(sandbox.url)) });
			return await runNode(engine, {
				type: 'openBoxes',
				parameters: plain(1),
				continueOnFail,
			});
		};
		const { error } = await run(false);
		expect(error?.message).toMatch(DELETED);
		expect(error?.operation).toBe(actions.get(name));
		const { output } = await run(true);
		expect(output.map(({ json }) => json.error)).toEqual([expect.stringMatching(DELETED)]);
		expect(sandbox.requests.total).toBe(0);
	},
);
