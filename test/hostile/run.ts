/**
 * `npm run hostile -- [--rounds 1 | --runs 200] [--first 0] [--seed 1] [--kind 0.9.8]`: every operation and every event against
 * a server whose replies are spoilt at random; `--first 1321 --runs 1` does one of them again. Ends with "N passed, N failed".
 */
import { parseArgs, process, say } from '../platform';
import { isKind, KINDS } from '../sandbox/versions';
import { HostileCampaign, STEPS } from './campaign';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			rounds: { type: 'string', default: '1' },
			runs: { type: 'string' },
			first: { type: 'string', default: '0' },
			seed: { type: 'string', default: '1' },
			kind: { type: 'string', default: '0.9.8' },
		},
	});
	if (!isKind(values.kind)) throw new Error(`--kind must be one of ${KINDS.join(', ')}`);
	// Pauses before a repeat are as short as they can be.
	Math.random = () => 0;
	const campaign = new HostileCampaign(Number(values.seed), values.kind);
	const runs = Number(values.runs ?? Number(values.rounds) * STEPS.length);
	await campaign.run(runs, Number(values.first));
	for (const [name, { runs: tried, successes }] of campaign.tried)
		say(`${name}: ${tried} tried, ${successes} succeeded all the same`);
	for (const finding of campaign.findings) say(JSON.stringify(finding));
	const failed = new Set(campaign.findings.map(({ run }) => run)).size;
	say(`${runs - failed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

void main();
