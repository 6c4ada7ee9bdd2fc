import { process, say } from '../../platform';
import { isKind } from '../../sandbox/versions';
import { sideBySide } from './side-by-side';

/**
 * `npm run conformance -- --against URL [--seed 1] [--sequences 20] [--length 25] [--version 0.9.8]`: sends
 * the same random requests to the sandbox and to the server at URL, and prints where their answers differ.
 */
export async function against(
	url: string,
	option: (name: string) => string | undefined,
): Promise<void> {
	const number = (name: string, usual: number) => Number(option(name) ?? usual);
	const kind = option('--version') ?? '0.9.8';
	if (!isKind(kind)) throw new Error(`No such version: ${kind}`);
	const causes = await sideBySide({
		url: url.replace(/\/$/, ''),
		kind,
		seed: number('--seed', 1),
		sequences: number('--sequences', 20),
		length: number('--length', 25),
	});
	say(`${causes.equal} of ${causes.steps} steps equal`);
	for (const { what, count, first, example } of causes.all)
		say(`${count}x, in ${first} sequences the first:  ${what}\n     ${example}`);
	for (const error of causes.ownErrors) say(`The sandbox itself failed: ${error}`);
	if (causes.equal < causes.steps) process.exitCode = 1;
}
