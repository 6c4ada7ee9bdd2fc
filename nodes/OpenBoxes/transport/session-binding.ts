import { createHmac } from 'crypto';
import type { OpenBoxesCredential } from '../schemas';

/**
 * Names what a cookie was made for, in plain words: n8n compares it in the header's expression, so that a
 * cookie never goes to another server, and never stands for another user or location.
 */
export function sessionFor({ url, username, location }: OpenBoxesCredential): string {
	return [url, username, location].join('|');
}

/**
 * Ties a cookie to every field it was made with, the password included. The key is the cookie itself: it is
 * random and as secret as the session, n8n stores it encrypted and never shows it in the dialog. So without
 * the cookie this value says nothing, not even whether a guessed password is the right one, and whoever has
 * the cookie needs no password. A hash of the password alone, salted or slow, could be guessed at leisure.
 */
export function sessionProof(credential: OpenBoxesCredential, cookie: string): string {
	const { url, username, password, location, ignoreTlsErrors } = credential;
	const fields = JSON.stringify([url, username, password, location, ignoreTlsErrors]);
	return createHmac('sha256', cookie).update(fields).digest('base64url');
}

/** Whether the stored cookie was made with the fields as they are today. */
export function hasOwnSession(credential: OpenBoxesCredential): boolean {
	const { sessionToken } = credential;
	return (
		sessionToken !== '' &&
		credential.sessionFor === sessionFor(credential) &&
		credential.sessionProof === sessionProof(credential, sessionToken)
	);
}
