import { isoSeconds, type Envelope, type EventName } from './events';
import type { FeedRun } from './feed';

/** An envelope of a change whose time the server does not tell: the time of the poll. */
export function pollEnvelope(
	run: FeedRun,
	event: EventName,
	subject: string,
	content: Pick<Envelope, 'location' | 'data'>,
): Envelope {
	return {
		id: `${event}:${subject}`,
		event,
		occurredAt: isoSeconds(Math.floor(run.now / 1000)),
		occurredAtExact: false,
		...content,
	};
}
