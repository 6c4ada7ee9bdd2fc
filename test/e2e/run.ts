/**
 * `npm run e2e [-- --only PART[,PART]]`: packs the package, installs it into a real n8n, and works with it as people
 * do: by clicks in a browser, by workflows that are started from outside, and with several workers.
 */
import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	tmpdir,
	join,
	resolve,
	parseArgs,
	process,
	say,
	complain,
	rethrow,
} from '../platform';
import { ClinicSandbox } from '../clinic-sandbox';
import { startSandbox } from '../sandbox';
import { CannotInstall } from './cannot-install';
import { Checks, withinTime } from './checks';
import { installN8n, N8N_VERSION } from './n8n-installation';
import { packPackage } from './package-installation';
import { agent } from './parts/agent';
import { credential } from './parts/credential';
import { examples } from './parts/examples';
import { firstFiveMinutes } from './parts/first-five-minutes';
import { oldestN8n } from './parts/oldest-n8n';
import { pickers } from './parts/pickers';
import { queue } from './parts/queue';
import { upgrade } from './parts/upgrade';
import { wrongCredentials } from './parts/wrong-credentials';
import { Program } from './program';
import type { Workbench } from './workbench';

/** Exit code that tells "could not be tried" from "failed"; the number means so in sysexits.h. */
const CANNOT_INSTALL = 75;

/** Each with an n8n of its own. */
const PARTS: Record<string, (bench: Workbench) => Promise<void>> = {
	credential,
	'wrong-credentials': wrongCredentials,
	pickers,
	'first-five-minutes': firstFiveMinutes,
	examples,
	upgrade,
	agent,
	queue,
	'oldest-n8n': oldestN8n,
};

/** Of one part, on a slow machine that does other things as well. */
const MOST_SECONDS = 15 * 60;

function chosenParts(): string[] {
	const { values } = parseArgs({ options: { only: { type: 'string' } } });
	const names = values.only?.split(',') ?? Object.keys(PARTS);
	const unknown = names.filter((name) => !(name in PARTS));
	if (unknown.length > 0)
		throw new Error(`There is no part ${unknown.join(', ')}: ${Object.keys(PARTS).join(', ')}`);
	return names;
}

async function main(): Promise<void> {
	const names = chosenParts();
	const n8n = installN8n();
	say(`n8n ${N8N_VERSION}`);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-openboxes-e2e-'));
	const output = resolve(module.path, '../../.cache/e2e');
	mkdirSync(output, { recursive: true });
	const checks = new Checks();
	try {
		const packed = packPackage(join(folder, 'packed'));
		for (const name of names) {
			say(`\n== ${name}`);
			const started = Date.now();
			const sandbox = await startSandbox();
			const clinic = await ClinicSandbox.start();
			// A part that is stopped for want of time may go on talking; that does not count any more.
			const own = new Checks();
			try {
				const bench = { checks: own, n8n, packed, folder, output, sandbox, clinic };
				await withinTime(PARTS[name](bench), MOST_SECONDS);
			} catch (error) {
				if (error instanceof CannotInstall) rethrow(error);
				await own.that(`${name} runs through`, () => {
					rethrow(error);
				});
			} finally {
				checks.add(own);
				await Program.stopAll();
				await sandbox.close();
				await clinic.close();
				say(`== ${name}: ${((Date.now() - started) / 1000).toFixed(0)} s`);
			}
		}
	} finally {
		await Program.stopAll();
		rmSync(folder, { recursive: true, force: true });
	}
	for (const failure of checks.failures) say(`failed: ${failure}`);
	say(`${checks.passed} passed, ${checks.failed} failed`);
	// A part that ran out of time must not keep this alive.
	process.exit(checks.failed === 0 ? 0 : 1);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => void Program.stopAll().finally(() => process.exit(1)));

main().catch((error: unknown) => {
	complain(error);
	process.exitCode = error instanceof CannotInstall ? CANNOT_INSTALL : 1;
});
