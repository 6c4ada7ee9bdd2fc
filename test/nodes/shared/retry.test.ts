import { LONGEST_PAUSE_MS, MOST_REPEATS, pauseAfterRefusal } from '../../../nodes/shared/retry';

describe('the pause after "too many requests"', () => {
	it('is what the server asks for, but never days', () => {
		expect(pauseAfterRefusal(7000, 0)).toBe(7000);
		expect(pauseAfterRefusal(86_400_000, 0)).toBe(LONGEST_PAUSE_MS);
	});

	it('outlasts a window of one minute when the server does not say how long', () => {
		const pauses = Array.from({ length: MOST_REPEATS }, (_, repeat) =>
			pauseAfterRefusal(undefined, repeat),
		);
		expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(60_000);
	});
});
