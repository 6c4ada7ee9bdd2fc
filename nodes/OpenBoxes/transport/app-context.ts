import { appContextSchema, type OpenBoxesCredential } from '../schemas';
import { toBaseUrl } from './base-url';
import { configurationFailure, credentialFailure } from './credential-check';
import { OpenBoxesError } from './openboxes-error';
import type { Verdict } from './reply';
import { scrub } from './scrub';
import type { ServerInfo } from './server';
import { textKey } from '../values/same-text';

/** The session was gone right after the login. */
export class SessionLost extends OpenBoxesError {}

/** Kinds of location that never keep stock of their own, in OpenBoxes' codes, and what to call them. */
const KEEPS_NO_STOCK: Readonly<Record<string, string>> = {
	SUPPLIER: 'a supplier',
	DONOR: 'a donor',
	CONSUMER: 'a consumer',
	DISPOSAL: 'a place for disposal',
	VIRTUAL: 'a virtual location',
	ZONE: 'a zone inside another location',
	BIN_LOCATION: 'a bin inside another location',
	INTERNAL: 'a bin inside another location',
};

/** The server treats a wrong key, or one in a wrong header, like somebody who is not logged in. */
export function refusedKey(): OpenBoxesError {
	return credentialFailure(
		'OpenBoxes did not accept the key. Check the API key and the name of its header in the credential, or ask the host of your server for a new key.',
	);
}

export function noRoleAt({
	authentication,
	username,
	location,
}: OpenBoxesCredential): OpenBoxesError {
	const user = authentication === 'apiKey' ? 'The user of the API key' : `The user "${username}"`;
	return credentialFailure(
		`${user} has no role at location "${location}". Ask an OpenBoxes administrator for a role at that location (Assistant or higher for posting stock). If you entered a number or name, the ID of the location may be needed: the last part of its web address in OpenBoxes.`,
	);
}

export function notOpenBoxes(credential: OpenBoxesCredential): OpenBoxesError {
	return configurationFailure(
		`No OpenBoxes answered at ${toBaseUrl(credential.url)}. Check the server URL: it usually ends in /openboxes.`,
	);
}

export function askedForPause(retryAfterMs: number | undefined): OpenBoxesError {
	return configurationFailure(
		'OpenBoxes asked for a pause (too many requests). Try again in a minute.',
		{ cause: 'rate-limited', retryAfterMs, isFatal: false },
	);
}

/** Who and where we are, or undefined when the location is none that the server can enter. */
export function readAppContext(
	verdict: Verdict,
	credential: OpenBoxesCredential,
): ServerInfo | undefined {
	if (verdict.kind === 'loggedOut' && credential.authentication === 'apiKey') throw refusedKey();
	if (verdict.kind === 'loggedOut') {
		// An inactive user logs in with 200 and is dropped by the next request.
		throw new SessionLost(
			`OpenBoxes accepted the password of "${credential.username}" but then ended the session. The user is probably inactive: ask an OpenBoxes administrator to activate it.`,
			{ outcome: 'notSent', cause: 'credential-invalid', isFatal: true },
		);
	}
	if (verdict.kind === 'rateLimited') throw askedForPause(verdict.retryAfterMs);
	if (verdict.kind === 'broken') {
		throw configurationFailure(
			`OpenBoxes failed to answer after the login (status ${verdict.status}). The server may be starting or under maintenance.`,
			{ cause: 'temporarily-unavailable', isFatal: false },
		);
	}
	if (verdict.kind === 'forbidden' && credential.authentication === 'apiKey')
		throw noRoleAt(credential);
	// Without a location the server answers 500, or "forbidden" when all roles of the user are at locations.
	if (verdict.kind === 'refused' || verdict.kind === 'forbidden') return undefined;
	const parsed = verdict.kind === 'data' ? appContextSchema.safeParse(verdict.body) : undefined;
	if (!parsed?.success) throw notOpenBoxes(credential);
	const { appVersion, location, user } = parsed.data.data;
	if (location) {
		// What the server says of itself stands in a sentence, and may be what we sent it.
		const name = scrub(location.name, credential);
		refuseWithoutStock({ ...location, name });
		refuseAnother(location, name, credential);
	}
	return {
		kind: appVersion === undefined ? 'documented' : 'openSource',
		version: appVersion ?? '',
		location: {
			id: location?.id ?? '',
			name: location?.name ?? '',
			number: location?.locationNumber ?? '',
		},
		user: { id: user?.id ?? '', name: user?.name ?? credential.username },
	};
}

function refuseWithoutStock({
	name,
	locationType,
	parentLocation,
}: {
	name: string;
	locationType?: { locationTypeCode?: string | null } | null;
	parentLocation?: unknown;
}): void {
	const code = locationType?.locationTypeCode ?? '';
	const kind = KEEPS_NO_STOCK[code] ?? (parentLocation ? KEEPS_NO_STOCK.INTERNAL : undefined);
	if (kind === undefined) return;
	throw configurationFailure(
		`"${name}" is ${kind} and keeps no stock that a workflow could work on. Enter the depot, pharmacy or ward in the OpenBoxes credential.`,
	);
}

/** An API key may belong to one location, and a server may enter another one than it was asked for. */
function refuseAnother(
	{ id, name, locationNumber }: { id: string; name: string; locationNumber?: string | null },
	shown: string,
	{ location: wanted }: OpenBoxesCredential,
): void {
	const key = textKey(wanted);
	if (key === '' || [id, name, locationNumber ?? ''].some((text) => textKey(text) === key)) return;
	throw configurationFailure(
		`OpenBoxes works at location "${shown}" instead of "${wanted}". Check the location in the OpenBoxes credential.`,
	);
}
