import {
	networkCause,
	networkCode,
	networkText,
	type NetworkCause,
} from '../../shared/network-cause';
import { HapiHubError, type FailureFacts } from './hapihub-error';

/** In one sentence, without codes: n8n replaces a message that holds one with a text of its own. */
const MESSAGE: Record<NetworkCause, string> = {
	certificate:
		'The TLS certificate of the HapiHub server is not trusted. Install the certificate authority in n8n.',
	noTls:
		'The HapiHub server does not speak HTTPS at this address. Check whether the base URL must begin with http://.',
	noName: 'The name of the HapiHub server cannot be found. Check the base URL in the credential.',
	noServer:
		'The HapiHub server cannot be reached. Check the base URL, and whether the server is running.',
	timeout: 'The HapiHub server did not answer in time',
	cut: 'The connection to the HapiHub server was cut',
};

const WRONG_SETTINGS: FailureFacts = { outcome: 'notSent', cause: 'configuration-invalid' };
const PASSING: FailureFacts = { outcome: 'unknown', cause: 'temporarily-unavailable' };

const FACTS: Record<NetworkCause, FailureFacts> = {
	certificate: WRONG_SETTINGS,
	noTls: WRONG_SETTINGS,
	noName: WRONG_SETTINGS,
	noServer: { ...PASSING, outcome: 'notSent' },
	timeout: PASSING,
	cut: PASSING,
};

/** What n8n's request helper throws, without addresses or headers. */
export function networkFailure(error: unknown): HapiHubError {
	const text = networkText(error);
	const cause = networkCause(networkCode(error, text), text);
	return new HapiHubError(MESSAGE[cause], FACTS[cause]);
}
