import type { INodeParameters } from 'n8n-workflow';
import { leaveOutStalls } from '../../../engine/clock';
import { Scene } from '../../../hospital/scene';

leaveOutStalls();

export const KINDS = ['0.9.8', '0.9.6', '0.9.0'] as const;
export const OVERLAP = { ms: 30, jitter: 0.3, seed: 7 };

/** Of morphine, of which the pharmacy has 12 in one lot and bin. */
export const left = (scene: Scene): number => scene.stock()['10003 MOR-1 Shelf 1'] ?? 0;

/** Takes so many, or puts them back; how it ended. */
export async function book(
	n8n: Scene,
	reference: string,
	quantity: number,
	{ operation = 'debit', line = {}, options = {}, ...more }: Booking = {},
): Promise<string> {
	const { output, error } = await n8n.run({
		resource: 'transaction',
		operation,
		reference,
		...more,
		linesFrom: 'json',
		linesJson: JSON.stringify([{ productCode: '10003', quantity, ...line }]),
		options: { source: 'TILL1', ...options },
	});
	if (error) return / in stock|are there/.test(error.message) ? 'not enough' : error.message;
	const [{ json }] = output;
	const [{ posted }] = json.lines as Array<{ posted: number }>;
	return `${String(json.status)} ${posted}`;
}

interface Booking extends INodeParameters {
	operation?: string;
	line?: INodeParameters;
	options?: INodeParameters;
}

/** How many ended in the same way. */
export function counted(outcomes: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const one of outcomes) counts[one] = (counts[one] ?? 0) + 1;
	return counts;
}
