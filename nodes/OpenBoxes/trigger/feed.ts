import type { TimedPosition } from '../../shared/polling/timed-position';
import type { Connection } from '../transport/connection';
import type { ServerFacts } from './state';
import type { Envelope } from './events';
import type { Filters } from './filters';
import type { Lookups } from './lookups';
import type { Watch } from './watch';

/** What a feed gets to work with in one poll. */
export interface FeedRun {
	connection: Connection;
	server: ServerFacts;
	watch: Watch;
	lookups: Lookups;
	filters: Filters;
	/** Epoch ms of this computer's clock. */
	now: number;
	/** False when the poll should end soon and leave the rest to the next one. */
	hasTime: () => boolean;
	/** The end of a position that is lost or damaged: from there a list with times goes on. */
	tail?: TimedPosition;
	/** Characters that the position of this feed may take up. */
	room: number;
}

export interface FeedResult {
	envelopes: Envelope[];
	/** JSON; kept as it is until the next poll. */
	position: unknown;
}

/** Says in n8n's log that a feed cannot go on from what is stored. */
export function warnOfDamage({ connection }: FeedRun, key: string): void {
	connection.warn(`the stored position of the list "${key}" is damaged; it starts afresh`);
}

/** A list of the server that one or several events are read from, with one request when nothing is new. */
export interface Feed {
	/** Key of its position in the state; another source of the same events has another key. */
	key: string;
	/** True when it brings everything a location has, and is therefore read less often. */
	isWholeLocation: boolean;
	/** The first poll: takes a position; tells nothing, unless a start date was chosen. */
	start: (run: FeedRun) => Promise<FeedResult>;
	poll: (run: FeedRun, position: unknown) => Promise<FeedResult>;
	/** Up to `most` real examples for the editor; moves nothing. */
	recent: (run: FeedRun, most: number) => Promise<Envelope[]>;
}
