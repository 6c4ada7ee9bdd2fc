/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/require-node-api-error: off, no-console: off -- not part of the package */
/**
 * `npm run chaos:clinic [-- --sales 1000] [--seed 1]`: sales and returns of a clinic come to OpenBoxes while both
 * servers fail at random; then it is counted what was lost, doubled or told of a patient.
 */
import { parseArgs } from 'node:util';
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
	console.log(
		`${proof.sales} sales and ${proof.returns} returns in ${proof.executions} executions, ${seconds} s`,
	);
	for (const finding of proof.wrong) console.error(`WRONG: ${finding}`);
	console.log(proof.wrong.length === 0 ? 'Exactly once, no difference.' : 'Not as it must be.');
	process.exitCode = proof.wrong.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
