import { exampleNames, readExample, setUpExample } from './example';
import { EXAMPLES } from './examples-table';
import type { SavedWorkflow } from './n8n-api';
import { OfficeN8n, type Surroundings } from './workbench';

export interface TrialN8n {
	office: OfficeN8n;
	workflows: SavedWorkflow[];
}

/** An n8n to try the package in: credentials are ready, and the examples have data to run on at a click. */
export async function openTrialN8n(
	surroundings: Surroundings,
	name: string,
	port?: number,
): Promise<TrialN8n> {
	const office = await OfficeN8n.open(surroundings, name, port);
	const workflows: SavedWorkflow[] = [];
	for (const example of exampleNames) {
		const row = EXAMPLES[example];
		row?.prepare?.(surroundings.sandbox);
		const definition = setUpExample(readExample(example), {
			openBoxes: office.credentials[row?.place ?? 'central'],
			clinic: office.credentials.clinic,
			mail: office.credentials.mail,
			webhook: office.credentials.webhook,
			erpUrl: office.erp.url,
		});
		const posted = Object.entries(row?.posted ?? {}).map(([node, body]) => [
			node,
			[{ json: { body } }],
		]);
		workflows.push(await office.api.createWorkflow(definition, Object.fromEntries(posted)));
	}
	return { office, workflows };
}
