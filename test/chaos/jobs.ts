import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LOCATION } from '../hospital/hospital';
import type { GrownProduct } from '../hospital/grown-pharmacy';
import { at, json, locator, on, op } from '../hospital/movements';
import { BIN } from '../hospital/purchase-orders';
import { catalogued } from './catalogued';
import { pickFrom, type Random } from '../sandbox/random';

export const SOURCE = 'TILL1';

export type Place = 'pharmacy' | 'central';

/** One run of the node. */
export interface Step {
	/** Location of the n8n that runs it. */
	place: Place;
	resource: string;
	operation: string;
	/** @param earlier what the steps before gave out */
	parameters: (earlier: readonly IDataObject[]) => INodeParameters;
}

type CatalogueKind = 'product' | 'level' | 'lot' | 'source' | 'package';

/** Something that must be there once afterwards, or not at all. */
export interface Trace {
	kind: 'transaction' | 'movement' | 'order' | 'receipt' | CatalogueKind;
	/** Number of the transaction or order, reference of the movement or receipt, code of what is in the catalogue. */
	mark: string;
	/** Units that a receipt holds. */
	units?: number;
}

/** What a person would do in one go, step by step, and the truth about it. */
export interface Job {
	reference: string;
	steps: Step[];
	traces: Trace[];
	/** What stock must change by, keyed `location product`. */
	units: Map<string, number>;
	/** Where a lot that only this job has must lie in the end. */
	placed?: { lot: string; bin: string; units: number };
}

type Draw = (reference: string, product: GrownProduct, quantity: number, random: Random) => Job;

const goods = (line: IDataObject): INodeParameters => ({ ...json([line]) });

const unitsOf = (product: GrownProduct, changes: Partial<Record<Place, number>>) =>
	new Map(
		Object.entries(changes).map(([place, units]) => [
			`${LOCATION[place as Place]} ${product.code}`,
			units,
		]),
	);

function step(
	place: Place,
	resource: string,
	operation: string,
	parameters: (earlier: readonly IDataObject[]) => INodeParameters,
): Step {
	const whole: Step['parameters'] = (earlier) => ({
		resource,
		operation,
		...parameters(earlier),
	});
	return { place, resource, operation, parameters: whole };
}

const selling = (reference: string, { code: productCode }: GrownProduct, quantity: number): Step =>
	step('pharmacy', 'transaction', 'debit', () => ({
		reference,
		...goods({ productCode, quantity }),
		options: { source: SOURCE },
	}));

const sale: Draw = (reference, product, quantity) => ({
	reference,
	steps: [selling(reference, product, quantity)],
	traces: [{ kind: 'transaction', mark: `${SOURCE}/${reference}` }],
	units: unitsOf(product, { pharmacy: -quantity }),
});

const giveBack: Draw = (reference, product, quantity, random) => {
	const back = Math.ceil(random() * quantity);
	const credit = step('pharmacy', 'transaction', 'credit', () => ({
		original: reference,
		reference: `${reference}-B`,
		what: 'lines',
		...goods({ productCode: product.code, quantity: back }),
		options: { source: SOURCE },
	}));
	return {
		reference,
		steps: [selling(reference, product, quantity), credit],
		traces: [
			{ kind: 'transaction', mark: `${SOURCE}/${reference}` },
			{ kind: 'transaction', mark: `${SOURCE}/${reference}~C~${reference}-B` },
		],
		units: unitsOf(product, { pharmacy: back - quantity }),
	};
};

const sending = (reference: string, { code: productCode }: GrownProduct, quantity: number): Step =>
	step('pharmacy', 'stockMovement', 'createAndSend', () =>
		op('createAndSend', {
			destination: at('central'),
			...goods({ productCode, quantity }),
			options: { reference },
		}),
	);

const arriving = (reference: string): Step =>
	step('central', 'stockMovement', 'receive', ([sent]) =>
		on(sent, 'receive', { linesFrom: 'all', bin: 'A-01', options: { reference } }),
	);

const movement: Draw = (reference, product, quantity) => ({
	reference,
	steps: [sending(reference, product, quantity), arriving(`${reference}-R`)],
	traces: [
		{ kind: 'movement', mark: reference },
		{ kind: 'receipt', mark: `${reference}-R`, units: quantity },
	],
	units: unitsOf(product, { pharmacy: -quantity, central: quantity }),
});

/** Sent, half of the time received as well, and then undone. */
const undone: Draw = (reference, product, quantity, random) => {
	const isReceived = random() < 0.5;
	const undo = step(isReceived ? 'central' : 'pharmacy', 'stockMovement', 'rollBack', ([sent]) =>
		on(sent, 'rollBack', { undo: 'beforeSending', enable: true }),
	);
	const receipt = isReceived ? [arriving(`${reference}-R`)] : [];
	return {
		reference,
		steps: [sending(reference, product, quantity), ...receipt, undo],
		traces: [{ kind: 'movement', mark: reference }],
		units: unitsOf(product, { pharmacy: 0, central: 0 }),
	};
};

function ordering(
	reference: string,
	{ code: productCode }: GrownProduct,
	quantity: number,
): Step[] {
	const create = step('central', 'purchaseOrder', 'create', () => ({
		name: `Chaos ${reference}`,
		supplier: locator('MedSupply Ltd', 'name'),
		orderNumber: reference,
		...goods({ productCode, quantity, unitPrice: 2 }),
	}));
	const place = step('central', 'purchaseOrder', 'place', ([order]) => ({
		purchaseOrder: locator(String(order.id)),
	}));
	return [create, place];
}

function delivering(reference: string, lot: string, product: GrownProduct, quantity: number) {
	return (note: string, bin?: string): Step =>
		step('central', 'purchaseOrder', 'receive', () => ({
			purchaseOrder: locator(reference, 'number'),
			reference: note,
			...goods({
				productCode: product.code,
				quantity,
				lot,
				expirationDate: '2099-01-31',
				...(bin === undefined ? {} : { bin }),
			}),
		}));
}

/** Ordered, and delivered in two halves with a note each. */
const delivery: Draw = (reference, product, quantity) => {
	const lot = `LOT-${reference}`;
	const receive = delivering(reference, lot, product, quantity);
	return {
		reference,
		steps: [
			...ordering(reference, product, 2 * quantity),
			receive(`${reference}-1`, 'A-01'),
			receive(`${reference}-2`, 'A-01'),
		],
		traces: [
			{ kind: 'order', mark: reference },
			{ kind: 'receipt', mark: `${reference}-1`, units: quantity },
			{ kind: 'receipt', mark: `${reference}-2`, units: quantity },
		],
		units: unitsOf(product, { central: 2 * quantity }),
		placed: { lot, bin: BIN['A-01'], units: 2 * quantity },
	};
};

/** Ordered, delivered into a receiving bin, and put on a shelf. */
const putaway: Draw = (reference, product, quantity) => {
	const lot = `LOT-${reference}`;
	const putAway = step('central', 'putaway', 'create', () => ({
		reference: `${reference}-P`,
		complete: true,
		...goods({ productCode: product.code, lot, quantity, bin: 'A-02' }),
	}));
	return {
		reference,
		steps: [
			...ordering(reference, product, quantity),
			delivering(reference, lot, product, quantity)(`${reference}-1`),
			putAway,
		],
		traces: [
			{ kind: 'order', mark: reference },
			{ kind: 'receipt', mark: `${reference}-1`, units: quantity },
			// OpenBoxes numbers a putaway so.
			{ kind: 'order', mark: `P-${reference}-P` },
		],
		units: unitsOf(product, { central: quantity }),
		placed: { lot, bin: BIN['A-02'], units: quantity },
	};
};

/** Ordered, and delivered onto a shelf: a lot that only this job has. */
function shelved(
	reference: string,
	product: GrownProduct,
	quantity: number,
): Pick<Job, 'steps' | 'traces'> & { lot: string } {
	const lot = `LOT-${reference}`;
	const receive = delivering(reference, lot, product, quantity);
	return {
		lot,
		steps: [...ordering(reference, product, quantity), receive(`${reference}-1`, 'A-01')],
		traces: [
			{ kind: 'order', mark: reference },
			{ kind: 'receipt', mark: `${reference}-1`, units: quantity },
		],
	};
}

/** From one shelf to another. */
const transfer: Draw = (reference, product, quantity) => {
	const { lot, steps, traces } = shelved(reference, product, quantity);
	const move = step('central', 'stockTransfer', 'create', () => ({
		reference: `${reference}-T`,
		complete: true,
		...goods({ productCode: product.code, lot, fromBin: 'A-01', bin: 'A-02', quantity }),
	}));
	return {
		reference,
		steps: [...steps, move],
		traces,
		units: unitsOf(product, { central: quantity }),
		placed: { lot, bin: BIN['A-02'], units: quantity },
	};
};

/** A box more than was delivered lies on the shelf. */
const count: Draw = (reference, product, quantity) => {
	const { lot, steps, traces } = shelved(reference, product, quantity);
	const counted = quantity + 1;
	const record = step('central', 'stock', 'recordCount', () => ({
		enable: true,
		reference: `${reference}-C`,
		...goods({ productCode: product.code, lot, bin: 'A-01', quantity: counted }),
	}));
	return {
		reference,
		steps: [...steps, record],
		traces,
		units: unitsOf(product, { central: counted }),
		placed: { lot, bin: BIN['A-01'], units: counted },
	};
};

/** Twice as many sales as of anything else. */
const KINDS: readonly Draw[] = [
	...[sale, sale, giveBack, movement, undone],
	...[delivery, putaway, transfer, count],
];

/** Jobs with so many steps together, the same for the same random numbers. */
export function drawJobs(
	operations: number,
	random: Random,
	products: readonly GrownProduct[],
): Job[] {
	const jobs: Job[] = [];
	let drawn = 0;
	const thrown = (): Job => {
		const reference = `J${String(++drawn).padStart(4, '0')}`;
		const quantity = Math.ceil(random() * 6);
		const draw = pickFrom(random, KINDS);
		return draw(reference, pickFrom(random, products), quantity, random);
	};
	// Every ninth without a throw of the dice, so that a seed still means the same jobs.
	for (let steps = 0; steps < operations; steps += jobs.at(-1)?.steps.length ?? 1)
		jobs.push(jobs.length % 9 === 8 ? catalogued(`W${jobs.length}`) : thrown());
	return jobs;
}
