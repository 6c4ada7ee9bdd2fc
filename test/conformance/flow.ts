/** A recorded flow: requests to a server that holds the hospital of the seed, and its answers. */
export interface Flow {
	title: string;
	about?: string;
	/** The version that answered, e.g. `0.9.8`. */
	server: string;
	/** Where the server's clock stood at the first request. */
	recordedAt: string;
	steps: Step[];
}

export interface Step {
	name: string;
	/** What the answer shows. */
	why?: string;
	/** Time that passes before the request. */
	waitMs?: number;
	request: RecordedRequest;
	response: RecordedAnswer;
	/** Values of the answer that later requests use as `{{name}}`: name to path (see `capture.ts`). */
	capture?: Record<string, string>;
	/** Places of the answer that a real server does not repeat; `true` = all but the status. */
	unstable?: true | string[];
}

export interface RecordedRequest {
	method: string;
	/** Below the base URL, with the query. */
	path: string;
	headers: Record<string, string>;
	/** `login` sends the session of the flow, `none` sends no cookie. */
	cookie: string;
	body?: unknown;
}

export interface RecordedAnswer {
	status: number;
	headers: Record<string, string>;
	/** Session ids are masked. */
	setsCookie?: string[];
	json?: unknown;
	text?: string;
}

/** A flow with its place: version, area and name. */
export interface FlowInPlace {
	version: string;
	area: string;
	name: string;
	flow: Flow;
}
