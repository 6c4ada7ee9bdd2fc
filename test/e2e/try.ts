/**
 * `npm run n8n [-- --port 5678]`: an n8n with the package, a look-alike OpenBoxes, ready credentials and the examples,
 * to click around in. Everything is thrown away at its end.
 */
import { mkdtempSync, rmSync, tmpdir, join, parseArgs, process, say, complain } from '../platform';
import { ClinicSandbox } from '../clinic-sandbox';
import { startSandbox } from '../sandbox';
import { OWNER } from './n8n-api';
import { installN8n } from './n8n-installation';
import { packPackage } from './package-installation';
import { Program } from './program';
import { openTrialN8n } from './trial-n8n';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '5678' } } });
	const n8n = installN8n();
	const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-try-'));
	const sandbox = await startSandbox();
	const clinic = await ClinicSandbox.start();
	const end = (): void => {
		void Program.stopAll().finally(() => {
			rmSync(folder, { recursive: true, force: true });
			process.exit(0);
		});
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
	say('Starting n8n …');
	const packed = packPackage(join(folder, 'packed'));
	const { office, workflows } = await openTrialN8n(
		{ n8n, packed, folder, sandbox, clinic },
		'home',
		Number(values.port),
	);
	office.mailbox.onMail(({ to, subject, text }) =>
		say(`\nMail to ${to}: ${subject}\n${text.trim()}`),
	);
	say(`
n8n:        ${office.server.url}/home/workflows
Sign in as  ${OWNER.email}
Password    ${OWNER.password}

OpenBoxes:  ${sandbox.url} (a look-alike on this computer, with a small hospital)
Clinic:     ${clinic.url} (a look-alike of a clinic system)
Ready there: the credentials "Hospital Pharmacy", "Central Depot" and "Clinic", and these workflows:
${workflows.map(({ name }) => `  - ${name}`).join('\n')}

Open the first sale: choose "Sale at the till → stock debit in OpenBoxes" and press Execute workflow.
Mails of the workflows appear here. Ctrl+C ends everything.`);
}

main().catch(async (error: unknown) => {
	complain(error);
	await Program.stopAll();
	process.exit(1);
});
