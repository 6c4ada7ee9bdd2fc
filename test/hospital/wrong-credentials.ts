import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { LOCATION } from './hospital';
import { id } from './scene';

type Fields = ICredentialDataDecryptedObject;

/** What somebody may type in place of the till's fields, and the sentence that n8n must show. `{server}` = its address. */
export const WRONG_CREDENTIALS: Array<[string, Fields, RegExp]> = [
	['a wrong password', { password: 'till-pas' }, /refused the password of "till"/],
	['a password with a blank', { password: 'till-pass ' }, /refused the password of "till"/],
	['no password', { password: '' }, /has no password/],
	['an unknown user', { username: 'tills' }, /refused the password of "tills"/],
	['no user', { username: ' ' }, /has no user name/],
	['neither user nor password', { username: '', password: '' }, /Enter user name and password/],
	['an inactive user', { username: 'former', password: 'former-pass' }, /probably inactive/],
	[
		'a user without a role',
		{ username: 'norole', password: 'norole-pass' },
		/"norole" has no role/,
	],
	[
		'a user with a role elsewhere',
		{ username: 'local', password: 'local-pass', location: LOCATION.central },
		/"local" has no role at location/,
	],
	['no location', { location: '' }, /has no location/],
	['an unknown location', { location: 'nowhere' }, /does not know the location "nowhere"/],
	['a part of a name', { location: 'Pharmacy' }, /does not know the location "Pharmacy"/],
	['a disabled location', { location: id.locations.closed }, /or it is disabled/],
	['the ID of a supplier', { location: id.locations.pharmaco }, /"PharmaCo" is a supplier/],
	['the name of a supplier', { location: 'MedSupply Ltd' }, /"MedSupply Ltd" is a supplier/],
	['a bin', { location: '00000000a202135001a20213d1990018' }, /"Shelf 1" is a bin/],
	['no URL', { url: '' }, /has no server URL/],
	['a URL that is none', { url: 'ht tp://x' }, /is not a web address/],
	['a URL with a password', { url: 'http://a:b@127.0.0.1:1' }, /must not contain a user name/],
	['a URL where nobody listens', { url: 'http://127.0.0.1:9' }, /cannot be reached/],
	['an unknown server', { url: 'http://openboxes.invalid' }, /name of the OpenBoxes server/],
	['a URL with another path', { url: '{server}x' }, /No OpenBoxes answered at/],
	[
		'a key that the server does not take',
		{ authentication: 'apiKey', apiKey: 'wrong-key', keyHeader: 'X-API-Key' },
		/did not accept the key/,
	],
	['an empty key', { authentication: 'apiKey', apiKey: ' ' }, /API key .* is empty/],
	[
		'a header that is none',
		{ authentication: 'apiKey', apiKey: 'k', keyHeader: 'X API' },
		/cannot be the name of a header/,
	],
	[
		'a header that every request has for its length',
		{ authentication: 'apiKey', apiKey: '99', keyHeader: 'Content-Length' },
		/cannot be the name of a header/,
	],
];

/** The fields with the address of a server in its place. */
export const typedAt = (url: string, fields: Fields): Fields =>
	Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [
			name,
			typeof value === 'string' ? value.replace('{server}', url) : value,
		]),
	) as Fields;
