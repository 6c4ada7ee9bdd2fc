import { expectExactlyOnce, TWO_LINES } from './delivery-trial';

describe('a delivery with options that is stopped at any of its calls and run again', () => {
	it('is booked exactly once into the receiving bin', async () => {
		const lines = TWO_LINES.map((line) => ({ ...line, bin: undefined }));
		await expectExactlyOnce('0.9.8', { lines });
	}, 120_000);

	it('is booked exactly once when lines are closed short', async () => {
		await expectExactlyOnce('0.9.8', { lines: TWO_LINES, options: { closeShort: true } });
	}, 120_000);

	it('is booked exactly once when it arrived two days ago', async () => {
		const deliveredAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
		await expectExactlyOnce('0.9.8', { lines: TWO_LINES, options: { deliveredAt } });
	}, 120_000);
});
