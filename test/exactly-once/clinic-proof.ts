import type { Row } from '../clinic-sandbox';
import { ClinicDay, MARK } from './clinic-day';

const PER_TURN = 100;
/** Each so many sales, a part of one comes back. */
const RETURN_EVERY = 10;

export interface ClinicProof {
	sales: number;
	returns: number;
	executions: number;
	/** What must not be; each a sentence. */
	wrong: string[];
}

/** Differences between what the clinic entered and what OpenBoxes holds. */
function compare(day: ClinicDay, sales: readonly Row[], returns: readonly Row[]): string[] {
	const expected = [
		...sales.map(({ id }) => String(id)),
		...returns.map((row) => `${String(row.transaction)}~C~${String(row.id)}`),
	];
	const posted = day.posted();
	const known = new Set(expected);
	return [
		...expected.filter((key) => !posted.has(key)).map((key) => `${key} was lost`),
		...[...posted.keys()].filter((key) => !known.has(key)).map((key) => `${key} came from nowhere`),
		...[...posted]
			.filter(([, count]) => count !== 1)
			.map(([key, count]) => `${key} was posted ${count} times`),
	];
}

/**
 * Sales and returns of a clinic come to OpenBoxes by the example workflows while both servers fail at random; then
 * both sides are compared, by the example of the nightly comparison as well.
 */
export async function proveClinicDay(count: number, seed: number): Promise<ClinicProof> {
	const day = await ClinicDay.start(seed);
	try {
		const sales: Row[] = [];
		const returns: Row[] = [];
		while (sales.length < count) {
			for (let index = 0; index < PER_TURN && sales.length < count; index++) {
				const sale = day.sell();
				sales.push(sale);
				if (sales.length % RETURN_EVERY === 0) returns.push(day.giveBack(sale));
			}
			await day.turn('sales');
			await day.turn('returns');
		}
		await day.finish();
		day.calm();
		const wrong = compare(day, sales, returns);
		if (day.unposted > 0) wrong.push(`${day.unposted} items could not be posted`);
		wrong.push(...(await day.reconcile()).map((mail) => `the stock differs: ${mail}`));
		// The comparison itself must see a sale that was not posted.
		day.enter('sales', { items: [{ sku: '10001', quantity: 4 }] });
		const seen = (await day.reconcile()).join();
		if (!/^10001: clinic \d+, OpenBoxes \d+, difference 4$/.test(seen))
			wrong.push(`the nightly comparison did not see a difference of 4: "${seen}"`);
		wrong.push(...leaks(day));
		return { sales: sales.length, returns: returns.length, executions: day.executions, wrong };
	} finally {
		await day.close();
	}
}

/** Where something of a patient appeared: in a request to OpenBoxes, an error, or a mail. */
function leaks(day: ClinicDay): string[] {
	const places = {
		'a request to OpenBoxes': [...day.proxy.calls, ...day.proxy.bodies],
		'an error': day.errors,
		'a mail': [JSON.stringify(day.engine.recorded)],
	};
	return Object.entries(places)
		.filter(([, texts]) => texts.some((text) => text.includes(MARK)))
		.map(([place]) => `${place} tells something of a patient`);
}
