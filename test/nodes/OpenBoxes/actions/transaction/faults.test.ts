import type { INodeParameters } from 'n8n-workflow';
import { changes, Scene } from '../../../../hospital/scene';
import type { FaultKind } from '../../../../sandbox';

const transaction = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'transaction',
	operation,
	linesFrom: 'json',
	linesJson: '[{"productCode": "10003", "quantity": 3}]',
	...more,
});

const FAULTS: FaultKind[] = ['cut before commit', 'cut after commit', '429', 'session expired 302'];

/** What each operation does to the only lot of the product, after a sale of 5. */
const OPERATIONS: Array<{ name: string; parameters: INodeParameters; change: number }> = [
	{ name: 'credit', parameters: { original: 'R-1', reference: 'S-1' }, change: 3 },
	{ name: 'adjust', parameters: { direction: 'up', reference: 'A-1' }, change: 3 },
	{ name: 'damage', parameters: { reference: 'D-1' }, change: -3 },
	{ name: 'reverse', parameters: { original: 'R-1' }, change: 5 },
];

describe.each(OPERATIONS)('$name', ({ name, parameters, change }) => {
	it.concurrent.each(FAULTS)('moves stock once although its write meets: %s', async (kind) => {
		const scene = await Scene.open();
		await scene.output({
			...transaction('debit', { reference: 'R-1' }),
			linesFrom: 'json',
			linesJson: '[{"productCode": "10003", "quantity": 5}]',
		});
		scene.sandbox.advance(10_000);
		const before = scene.stock();
		scene.sandbox.faults.next({
			kind,
			method: 'POST',
			path: 'generic/transaction$',
			retryAfter: 1,
		});
		const parts = transaction(name, parameters);
		const first = await scene.run(parts);
		// Whatever the first run said, a second one ends with the stock as asked for, once.
		const [last] = await scene.output(parts);
		expect(changes(before, scene.stock())).toEqual({ '10003 MOR-1 Shelf 1': change });
		expect(['posted', 'alreadyPosted']).toContain(last.status);
		if (!first.error) expect(last).toMatchObject({ status: 'alreadyPosted' });
		await scene.close();
	});
});
