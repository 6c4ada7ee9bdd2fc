import type { Headers } from './content';
import type { Session } from './session';
import type { World } from './world';

/** A long-lived key of a hosted server (user document 004); it stands for a user at a location. */
export interface ApiKey {
	key: string;
	/** Name of the request header; the document leaves it to the host. */
	header?: string;
	username?: string;
	location?: string;
}

/** The documented server accepts this one when no other is set. */
export const DOCUMENTED_KEY: ApiKey = { key: 'sandbox-key' };

const PHARMACY = '00000000a202135001a20213cfb40004';

/** A session for this one request: undefined = no key was sent, null = a wrong one. */
export function sessionOfKey(
	world: World,
	headers: Headers,
	apiKey: ApiKey | undefined,
): Session | null | undefined {
	const { key, header = 'X-API-Key', username = 'till', location = PHARMACY } = apiKey ?? {};
	const sent = headers[header.toLowerCase()];
	if (apiKey === undefined || sent === undefined) return undefined;
	if (sent !== key) return null;
	const user = world.store
		.table('user')
		.all()
		.find((row) => row.username === username);
	return {
		cookie: '',
		loggedOut: false,
		user: user?.id ?? null,
		inactive: user?.active === false,
		location: world.store.get('location', location)?.id ?? null,
		language: 'en',
		lastUsed: world.clock.now(),
	};
}
