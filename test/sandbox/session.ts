import type { Row } from './store/table';
import type { World } from './world';

/** One JSESSIONID: user and location live in it (sessions-and-errors.md#cookie). */
export interface Session {
	/** The cookie's value. */
	cookie: string;
	loggedOut: boolean;
	user: string | null;
	/**
	 * The user was inactive at login; later changes do not matter (sessions-and-errors.md#login,
	 * sessions-and-errors.md#lifetime).
	 */
	inactive: boolean;
	location: string | null;
	language: string;
	lastUsed: number;
}

const HOUR = 3_600_000;

/** The HTTP sessions; in memory, a restart forgets them (sessions-and-errors.md#lifetime). */
export class Sessions {
	private readonly sessions = new Map<string, Session>();

	constructor(private readonly world: () => World) {}

	/** The live session of a Cookie header, or undefined. */
	find(cookies: string | undefined): Session | undefined {
		const id = /(?:^|;\s*)JSESSIONID=([^;]*)/.exec(cookies ?? '')?.[1];
		const session = id === undefined ? undefined : this.sessions.get(id);
		if (!session) return undefined;
		const now = this.world().clock.now();
		const idle = this.world().version.since('0.9.3') ? 2 * HOUR : HOUR;
		if (now - session.lastUsed > idle) {
			this.sessions.delete(session.cookie);
			return undefined;
		}
		session.lastUsed = now;
		return session;
	}

	create(): Session {
		const random = this.world().random;
		const id = Array.from({ length: 32 }, () =>
			Math.floor(random() * 16)
				.toString(16)
				.toUpperCase(),
		).join('');
		const session: Session = {
			cookie: id,
			loggedOut: false,
			user: null,
			inactive: false,
			location: null,
			language: 'en',
			lastUsed: this.world().clock.now(),
		};
		this.sessions.set(id, session);
		return session;
	}

	drop(session: Session): void {
		this.sessions.delete(session.cookie);
	}

	dropAll(): void {
		this.sessions.clear();
	}
}

/** Who may call (sessions-and-errors.md#roles). `open` needs no login, `user` a login without any role. */
export type Access =
	| 'open'
	| 'user'
	| 'primary'
	| 'read'
	| 'write'
	| 'assistant'
	| 'manager'
	| 'write or requestor'
	| 'invoice';

const WRITERS = ['ROLE_SUPERUSER', 'ROLE_ADMIN', 'ROLE_MANAGER', 'ROLE_ASSISTANT'];
const MANAGERS = ['ROLE_SUPERUSER', 'ROLE_ADMIN', 'ROLE_MANAGER'];
const READERS = [...WRITERS, 'ROLE_BROWSER'];
const PRIMARY = [...READERS, 'ROLE_AUTHENTICATED', 'ROLE_REQUESTOR'];

const HOLDERS: Record<Exclude<Access, 'open' | 'user'>, string[]> = {
	primary: PRIMARY,
	read: READERS,
	write: WRITERS,
	assistant: WRITERS,
	manager: MANAGERS,
	'write or requestor': [...WRITERS, 'ROLE_REQUESTOR'],
	invoice: ['ROLE_INVOICE'],
};

export const locationRoles = (world: World, user: Row, location: string | null): string[] =>
	world.store
		.table('locationRole')
		.by('user', user.id)
		.filter((role) => role.location === location)
		.map((role) => String(world.store.get('role', role.role)?.roleType));

export const globalRoles = (world: World, user: Row): string[] =>
	(Array.isArray(user.roles) ? user.roles : []).map((id) =>
		String(world.store.get('role', id)?.roleType),
	);

/**
 * Global roles plus those at the session's location; nothing ties them to the record
 * (sessions-and-errors.md#roles).
 */
export function mayCall(world: World, user: Row, location: string | null, access: Access): boolean {
	if (access === 'open' || access === 'user') return true;
	const roles = [...globalRoles(world, user), ...locationRoles(world, user, location)];
	return HOLDERS[access].some((role) => roles.includes(role));
}
