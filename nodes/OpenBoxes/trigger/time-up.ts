import { isTimeUp } from '../../shared/polling/time-budget';
import { OpenBoxesError } from '../transport/openboxes-error';

/** What a failure means when the time of a poll was up. */
export function explainTimeUp(
	failure: OpenBoxesError,
	budget: Parameters<typeof isTimeUp>[1],
): OpenBoxesError {
	if (!isTimeUp(failure, budget)) return failure;
	return new OpenBoxesError('OpenBoxes did not answer within the time that n8n gives a poll', {
		description: 'Nothing is lost: the next poll goes on from the same place.',
		cause: 'temporarily-unavailable',
	});
}
