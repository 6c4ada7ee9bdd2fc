/**
 * `npm run chaos:clinic [-- --sales 1000] [--seed 1]`: sales and returns of a clinic come to OpenBoxes while both
 * servers fail at random; then it is counted what was lost, doubled or told of a patient.
 */
import { parseArgs, process, say, complain } from '../platform';
import { proveClinicDay } from '../exactly-once/clinic-proof';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			sales: { type: 'string', default: '1000' },
			seed: { type: 'string', default: '1' },
		},
	});
	const started = Date.now();
	const proof = await proveClinicDay(Number(values.sales), Number(values.seed));
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	say(
		`${proof.sales} sales and ${proof.returns} returns in ${proof.executions} executions, ${seconds} s`,
	);
	for (const finding of proof.wrong) complain(`WRONG: ${finding}`);
	say(proof.wrong.length === 0 ? 'Exactly once, no difference.' : 'Not as it must be.');
	process.exitCode = proof.wrong.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	complain(error);
	process.exitCode = 1;
});
