import { say } from '../../platform';
import { exampleNames } from '../example';
import { EXAMPLES, type ExampleRow } from '../examples-table';
import { RunningExample } from '../running-example';
import { OfficeN8n, type Workbench } from '../workbench';

interface Line {
	name: string;
	end: string;
	outcome: string;
	executions: string;
}

/** Every example, as imported, to its good end and to its refusal; prints their executions. */
export async function examples(bench: Workbench): Promise<void> {
	const { checks } = bench;
	const office = await OfficeN8n.open(bench, 'examples');
	const lines: Line[] = [];
	try {
		for (const name of exampleNames) {
			const row = EXAMPLES[name];
			if (!row) {
				await checks.that(`${name} has a row in test/e2e/examples-table.ts`, () => {
					throw new Error('Say there how it is started, and how it ends well and badly.');
				});
				continue;
			}
			for (const end of ['good', 'refusal'] as const)
				lines.push(await runTo(end, name, row, office, bench));
		}
	} finally {
		await office.close();
	}
	say('\nExamples and their executions');
	for (const { name, end, outcome, executions } of lines)
		say(`  ${name.padEnd(44)} ${end.padEnd(8)} ${outcome.padEnd(7)} ${executions}`);
}

async function runTo(
	end: 'good' | 'refusal',
	name: string,
	row: ExampleRow,
	office: OfficeN8n,
	{ checks, sandbox, clinic }: Workbench,
): Promise<Line> {
	sandbox.reset();
	clinic.reset();
	let running: RunningExample | undefined;
	let statuses: string[] = [];
	const label = end === 'good' ? 'comes to its good end' : 'refuses, and says why';
	const held = await checks.that(
		`${name} ${label}`,
		async () => {
			const servers = { sandbox, clinic };
			running = await RunningExample.import(name, row.place, office, servers, row.pinned);
			row.prepare?.(running.sandbox);
			await row[end](running);
		},
		200,
	);
	if (running) {
		await running.end();
		statuses = (await running.executions()).map(({ status }) => status);
	}
	return { name, end, outcome: held ? 'ok' : 'FAILED', executions: statuses.join(', ') };
}
