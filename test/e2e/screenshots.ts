/** `npm run screenshots`: the pictures of the documentation, from a real n8n, in light and dark colours. */
import { mkdtempSync, rmSync, tmpdir, join, resolve, process, say, complain } from '../platform';
import { ClinicSandbox } from '../clinic-sandbox';
import { startSandbox } from '../sandbox';
import { Editor } from './editor';
import { installN8n } from './n8n-installation';
import { packPackage } from './package-installation';
import { Program } from './program';
import { openTrialN8n, type TrialN8n } from './trial-n8n';

const TARGET = resolve(module.path, '../../docs/images');

async function main(): Promise<void> {
	const n8n = installN8n();
	const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-pictures-'));
	const sandbox = await startSandbox();
	const clinic = await ClinicSandbox.start();
	try {
		const packed = packPackage(join(folder, 'packed'));
		const trial = await openTrialN8n({ n8n, packed, folder, sandbox, clinic }, 'home');
		for (const colours of ['light', 'dark'] as const) await takeAll(trial, colours);
		await trial.office.close();
	} finally {
		await Program.stopAll();
		await sandbox.close();
		await clinic.close();
		rmSync(folder, { recursive: true, force: true });
	}
	say(`Pictures: ${TARGET}`);
}

async function takeAll({ office, workflows }: TrialN8n, colours: 'light' | 'dark'): Promise<void> {
	const editor = await Editor.open({ url: office.server.url, pictures: TARGET, colours });
	try {
		await editor.goTo('/home/workflows');
		await editor.signIn();
		const sale = workflows.find(({ name }) => /sale at the till/i.test(name));
		await editor.goTo(`/workflow/${sale?.id}`);
		await editor.at('execute-workflow-button').click();
		await editor.page
			.getByText(/executed successfully/i)
			.first()
			.waitFor();
		await editor.page
			.getByText(/executed successfully/i)
			.first()
			.waitFor({ state: 'hidden' });
		await editor.still(`workflow-${colours}`);
		await editor.at('canvas-default-node').first().dblclick();
		await editor.output.getByText('posted').first().waitFor();
		await editor.still(`debit-${colours}`);

		await editor.goTo('/workflow/new');
		await editor.searchNode('manual');
		await editor.entry(/manual/i).click();
		await editor.searchNode('OpenBoxes');
		await editor.entry(/^OpenBoxes$/).click();
		await editor.entry(/debit/i).waitFor();
		await editor.still(`operations-${colours}`);

		await editor.goTo('/home/credentials');
		await editor.page.getByText('Hospital Pharmacy').first().click();
		await editor.page.getByText('Server URL').first().waitFor();
		await editor.still(`credential-${colours}`);
	} finally {
		await editor.close();
	}
}

main().catch(async (error: unknown) => {
	complain(error);
	await Program.stopAll();
	process.exit(1);
});
