import { process, say } from '../platform';
import { COLLATIONS } from './collation';
import { startSandbox, type SandboxOptions } from './index';
import { isKind, KINDS } from './versions';

/** `npm run sandbox -- --port 8080 --kind 0.9.8 [--seed file] [--latency real] [--refresh-delay ms]
 * [--rate-limit n] [--late-commits ms] [--overlap ms|real] [--collation unicode_ci] [--sorted-keys yes] [--products n --transactions n]` */
function readOptions(words: string[]): SandboxOptions {
	const given = new Map<string, string>();
	for (let at = 0; at < words.length; at += 2)
		given.set(words[at].replace(/^--/, ''), words[at + 1] ?? '');
	const number = (name: string) => (given.has(name) ? Number(given.get(name)) : undefined);
	const kind = given.get('kind') ?? '0.9.8';
	if (!isKind(kind)) throw new Error(`--kind must be one of ${KINDS.join(', ')}`);
	const latency = given.get('latency');
	return {
		port: number('port') ?? 8080,
		kind,
		seed: given.get('seed'),
		latency: latency === 'real' ? 'real' : number('latency'),
		refreshDelay: number('refresh-delay'),
		rateLimit: number('rate-limit'),
		lateCommits: number('late-commits'),
		overlap: given.get('overlap') === 'real' ? 'real' : number('overlap'),
		sortedKeys: given.get('sorted-keys') === 'yes',
		collation: COLLATIONS.find((one) => one === given.get('collation')),
		size: given.has('products')
			? { products: number('products') ?? 0, transactions: number('transactions') ?? 0 }
			: undefined,
	};
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	const sandbox = await startSandbox(options);
	say(`OpenBoxes sandbox (${options.kind}) at ${sandbox.url}`);
	say('Log in as till / till-pass, location 00000000a202135001a20213cfb40004 (Hospital Pharmacy)');
}

void main();
