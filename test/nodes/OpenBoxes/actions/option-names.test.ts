import { OpenBoxesApi } from '../../../../credentials/OpenBoxesApi.credentials';
import { importsOf, readSources } from '../../../structure/imports';
import { LABELS } from './option-labels';

const credential = new OpenBoxesApi();

/** Options that messages tell people to use, with the file that says so. */
const ADVICE = /(?:turn on|switch on|the option|leave)[^"`']{0,12}\\?"([A-Z][A-Za-z ]+)"/gi;
const advised = [...readSources('nodes/OpenBoxes')].flatMap(([file, text]) =>
	[...text.matchAll(ADVICE)].map(([, option]) => [option, file] as const),
);

it('finds advice in the messages at all', () => {
	expect(advised.length).toBeGreaterThan(4);
});

it.each(advised)('the option "%s" exists (%s)', (option) => {
	if (credential.properties.some(({ displayName }) => displayName === option)) return;
	const having = [...LABELS].filter(([, all]) => all.includes(option)).map(([name]) => name);
	expect(having).not.toEqual([]);
});

const sources = readSources('nodes/OpenBoxes', 'nodes/shared');

/** All files that work for an operation. */
function filesOf(operation: string): Set<string> {
	const [resource, name] = operation.split('.');
	const files = new Set([`nodes/OpenBoxes/actions/${resource}/${name}.operation.ts`]);
	for (const file of files)
		for (const { target } of importsOf(file, sources)) if (target) files.add(target);
	return files;
}

/** Advice in shared files that is given only where the option exists. */
const GUARDED: Readonly<Record<string, RegExp>> = {
	// `mayChangeExpiry` is undefined in a movement; a delivery is spread over an order only.
	'Change Expiry of Known Lots': /^stockMovement\.receive$/,
	'Allow More Than Ordered': /^stockMovement\.receive$/,
	// Told of a sale only.
	'Line Number': /^transaction\.(credit|adjust|damage|expire|reverse)$/,
};

it.each([...LABELS])('%s is told of no option that it lacks', (operation, own) => {
	const files = filesOf(operation);
	const lacking = advised
		.filter(([option, file]) => files.has(file) && !own.includes(option))
		.filter(([option]) => !GUARDED[option]?.test(operation))
		.filter(([option]) => !credential.properties.some((one) => one.displayName === option));
	expect(lacking).toEqual([]);
});

it('advises nothing in Movement Receive that only Purchase Order Receive has', () => {
	expect(LABELS.get('stockMovement.receive')).not.toContain('Change Expiry of Known Lots');
	expect(LABELS.get('purchaseOrder.receive')).toContain('Change Expiry of Known Lots');
});
