import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { formOf } from '../../../../nodes/OpenBoxes/actions/resource-properties';
import { resources } from '../../../../nodes/OpenBoxes/actions/resources';
import { openPlaces } from '../../../hospital/ground';
import type { Scene } from '../../../hospital/scene';
import { OPERATIONS } from '../../../hospital/steps';
import { lackingOptions } from './option-labels';

/** What nothing at the hospital is called. */
const UNKNOWN = { id: 'ff80818100000000deadbeef00000001', other: 'Nowhere 77' };

/** A picker of a form, in the form itself or in a collection, with one way to name something. */
interface Case {
	name: string;
	path: [string] | [string, string];
	mode: string;
}

const waysOf = ({ modes = [] }: INodeProperties): string[] =>
	modes.map(({ name }) => name).filter((mode) => mode !== 'list');

const isPicker = ({ type }: INodeProperties): boolean => type === 'resourceLocator';

const CASES = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation): Case[] => {
		const name = `${resource}.${operation.value}`;
		return formOf(operation).flatMap((property) => {
			if (isPicker(property))
				return waysOf(property).map((mode): Case => ({ name, path: [property.name], mode }));
			if (property.type !== 'collection') return [];
			return ((property.options ?? []) as INodeProperties[])
				.filter(isPicker)
				.flatMap((one) =>
					waysOf(one).map((mode): Case => ({ name, path: [property.name, one.name], mode })),
				);
		});
	}),
);

/** Hidden where the lines come as JSON, as they do here; each of them is a case of lines/line-rules.test.ts. */
const ONE_LINE =
	/^(?:transaction\.(?:debit|credit|adjust|damage|expire)|putaway\.create|stockTransfer\.create)$/;
/** Not asked for by the server: the count itself says where it is. */
const SAYS_ITSELF = /^cycleCount\.(?:record|submit)$/;
/** Only hosted servers have the call. */
const NOT_HERE = /^user\.create$/;

function isAsked({ name, path: [field] }: Case): boolean {
	if (NOT_HERE.test(name)) return false;
	if (SAYS_ITSELF.test(name) && field === 'location') return false;
	return !(ONE_LINE.test(name) && ['product', 'lot', 'bin'].includes(field));
}

function spoilt(filled: INodeParameters, { path: [field, inner], mode }: Case): INodeParameters {
	const value = mode === 'id' ? UNKNOWN.id : UNKNOWN.other;
	const unknown = { __rl: true, mode, value };
	const changed = inner ? { ...(filled[field] as INodeParameters), [inner]: unknown } : unknown;
	return { ...filled, [field]: changed };
}

/** What the database or the code of a server says, of which no user can make anything. */
const RAW = /OpenBoxes refused|foreign key|null object|org\.pih|Cannot |gave no reason|Exception/;

/** Reads may answer that nothing fits. */
const READ = /\.(?:get|find|search)/;

describe('what OpenBoxes does not have', () => {
	let central: Scene;
	let pharmacy: Scene;
	beforeAll(async () => {
		({ central, pharmacy } = await openPlaces());
	});
	afterAll(async () => await central.close());

	const stored = (): string => {
		const { store } = central.sandbox.world;
		const tables = [
			'transaction',
			'shipment',
			'requisition',
			'order',
			'receipt',
			'location',
			'product',
		];
		return JSON.stringify(tables.map((table) => store.table(table).all()));
	};

	it('is tried with every picker', () => {
		expect(CASES.filter(isAsked).length).toBeGreaterThan(130);
	});

	it.each(
		CASES.filter(isAsked).map(
			(one, index) => [`${one.name}, ${one.path.join(' > ')} by ${one.mode}`, one, index] as const,
		),
	)('is refused in words before anything is written: %s', async (_, one, index) => {
		const step = OPERATIONS.find(({ name }) => name === one.name);
		if (!step) throw new Error(`No step does ${one.name}`);
		const scene = step.at === 'central' ? central : pharmacy;
		const filled = await step.parameters({ central, pharmacy, run: 3000 + index });
		const before = stored();
		const { error, output } = await scene.run(spoilt(filled, one));
		// Two long texts would be printed.
		expect(stored() === before).toBe(true);
		if (!error && READ.test(one.name)) {
			const answered = output.map(
				({ json }) => `answers as if it were not filled in: ${String(json.id)}`,
			);
			expect(answered).toEqual([]);
			return;
		}
		const said = `${error?.message} ${error?.description ?? ''}`;
		expect(said).not.toMatch(RAW);
		expect(lackingOptions(one.name, said)).toEqual([]);
		expect(said).toMatch(/Nowhere 77|deadbeef|is not an ID/);
	});
});
