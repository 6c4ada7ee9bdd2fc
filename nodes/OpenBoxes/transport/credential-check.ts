import type { OpenBoxesCredential } from '../schemas';
import { OpenBoxesError, type FailureFacts } from './openboxes-error';

/** A credential that cannot work as it is: every item and every poll would fail in the same way. */
export function configurationFailure(message: string, facts: FailureFacts = {}): OpenBoxesError {
	return new OpenBoxesError(message, {
		outcome: 'notSent',
		cause: 'configuration-invalid',
		isFatal: true,
		...facts,
	});
}

/** What the server does not accept. */
export function credentialFailure(message: string): OpenBoxesError {
	return configurationFailure(message, { cause: 'credential-invalid' });
}

/** Fields that must be filled, named by what the form calls them. */
export function checkLogin({ username, password, location }: OpenBoxesCredential): void {
	if (username === '' && password === '')
		throw credentialFailure('Enter user name and password in the OpenBoxes credential.');
	if (username === '')
		throw credentialFailure(
			'The OpenBoxes credential has no user name. Enter the user name or e-mail with which the user logs in.',
		);
	if (password === '')
		throw credentialFailure(
			`The OpenBoxes credential has no password. Enter the password of "${username}".`,
		);
	if (location === '')
		throw configurationFailure(
			'The OpenBoxes credential has no location. Enter the ID, number or name of the location whose stock the workflow works on.',
		);
}

/** Headers that every request has for other things: a key there would break the request, or make it wait for ever. */
const TAKEN =
	/^(accept|connection|content-(length|type)|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/** A key that cannot be sent would look like a broken network. */
export function checkKey({ apiKey, keyHeader }: OpenBoxesCredential): void {
	if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(keyHeader) || TAKEN.test(keyHeader)) {
		throw configurationFailure(
			`"${keyHeader}" in the OpenBoxes credential cannot be the name of a header for a key. Enter it as the host of your server told you, e.g. X-API-Key.`,
		);
	}
	if (apiKey === '') {
		throw configurationFailure(
			'The API key in the OpenBoxes credential is empty. Enter the key that the host of your server gave you.',
		);
	}
	if (!/^[\x20-\x7e]+$/.test(apiKey)) {
		throw configurationFailure(
			'The API key in the OpenBoxes credential has characters that a key cannot have. Copy it again.',
		);
	}
}
