import { Ground } from '../../../exactly-once/ground';
import { WRITES, type ReferencedWrite } from '../../../exactly-once/operations';

/** The call that makes the document, of each operation that leaves the numbers to us. */
const CALLS: Record<string, string> = {
	'Stock Movement Create': 'api/stockMovements$',
	'Stock Movement Create and Send': 'api/fulfillments$',
	'Purchase Order Create': 'generic/order$',
	'Putaway Create': 'api/putaways$',
};
const all: ReferencedWrite[] = Object.values(WRITES).flat();
const writes = all.filter(({ name }) => name in CALLS);

it('every operation stands here', () => expect(writes).toHaveLength(Object.keys(CALLS).length));

describe.each(writes)('$name', (write) => {
	let ground: Ground;
	beforeEach(async () => {
		ground = await Ground.open('0.9.8');
	});
	afterEach(async () => await ground.close());

	// If it sent then, and n8n was killed before it counted, nobody would ever see the second one.
	it('looks again before it sends again, when the server asked for a pause and another n8n was faster', async () => {
		const path = CALLS[write.name];
		const parameters = { ...write.parameters, ...(await write.prepare?.(ground)) };
		const [slow, fast] = [await ground.process(write.at), await ground.process(write.at)];
		ground.sandbox.faults.next({ kind: '429', retryAfter: 5, method: 'POST', path });

		const isPost = (call: string): boolean => new RegExp(`^POST .*${path}`).test(call);
		const isRefused = new Promise<void>((resolve) => {
			slow.line.onCall = (call) => {
				if (isPost(call)) resolve();
			};
		});
		const later = slow.run(parameters);
		await isRefused;
		const [first, second] = await Promise.all([fast.run(parameters), later]);

		expect([first.error?.message, second.error?.message]).toEqual([undefined, undefined]);
		expect(second.output[0].json.id).toBe(first.output[0].json.id);
		expect(slow.line.calls.filter(isPost)).toHaveLength(1);
		expect(fast.line.calls.filter(isPost)).toHaveLength(1);
	});
});
