import { proveClinicDay } from './clinic-proof';

/** `npm run chaos:clinic` does the same with a thousand and more. */
describe('sales and returns of a clinic, with both sides failing at random', () => {
	it('arrive in OpenBoxes exactly once, leave no difference, and say nothing of a patient', async () => {
		const { wrong, sales, returns } = await proveClinicDay(250, 7);
		expect(wrong).toEqual([]);
		expect([sales, returns]).toEqual([250, 25]);
	}, 120_000);
});
