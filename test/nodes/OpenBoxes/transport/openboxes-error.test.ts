import {
	isOpenBoxesError,
	OpenBoxesError,
	toOpenBoxesError,
} from '../../../../nodes/OpenBoxes/transport/openboxes-error';

describe('the reason of a failure', () => {
	it("is the server's own, without our words before it", () => {
		const error = new OpenBoxesError('OpenBoxes refused: no stock', { reason: 'no stock' });
		expect(error.reason).toBe('no stock');
		expect(error.message).toBe('OpenBoxes refused: no stock');
	});

	it('is the message when the server gave none', () => {
		expect(new OpenBoxesError('No answer').reason).toBe('No answer');
	});
});

it('what was caught is reported with its message only', () => {
	const caught = Object.assign(new Error('broken'), { config: { password: 'secret' } });
	expect(JSON.stringify({ ...toOpenBoxesError(caught) })).not.toContain('secret');
	expect(toOpenBoxesError(caught).message).toBe('broken');
	expect(toOpenBoxesError('text').message).toBe('text');
});

it('an error of another copy of the module is known by its name', () => {
	expect(isOpenBoxesError(Object.assign(new Error('x'), { name: 'OpenBoxesError' }))).toBe(true);
	expect(isOpenBoxesError({ name: 'OpenBoxesError' })).toBe(true);
	expect(isOpenBoxesError(new Error('x'))).toBe(false);
	expect(isOpenBoxesError(null)).toBe(false);
});
