import type { OpenBoxesCredential } from '../schemas';
import { toBaseUrl } from './base-url';
import { hashOf } from '../../shared/hash';

/**
 * Server and user of a credential, as the key under which the process remembers things: what one user may
 * see another may not, and each has a limit of his own. Tenants with API keys are told apart by a hash.
 */
export function ownerOf(credential: OpenBoxesCredential): string {
	const { authentication, username, apiKey, url } = credential;
	const who =
		authentication === 'login' ? `user ${username.toLowerCase()}` : `key ${hashOf(apiKey)}`;
	return `${toBaseUrl(url)}|${who}`;
}
