import {
	networkCause,
	networkCode,
	networkText,
	type NetworkCause,
} from '../../shared/network-cause';
import { asCaught, isOpenBoxesError, OpenBoxesError } from './openboxes-error';

/**
 * Why no answer came, in words, without addresses or headers of the request. No error code stands in a sentence: n8n
 * replaces any message that holds one with a text of its own.
 */
const MESSAGE: Record<NetworkCause, string> = {
	certificate:
		'The TLS certificate of the OpenBoxes server is not trusted. Install the certificate authority in n8n, or switch on "Ignore TLS Errors" in the credential if you know the server.',
	noTls:
		'The OpenBoxes server does not speak HTTPS at this address. Check whether the server URL must begin with http:// or has another port.',
	noName:
		'The name of the OpenBoxes server cannot be found. Check the server URL in the credential.',
	noServer:
		'The OpenBoxes server cannot be reached. Check the server URL, and whether the server is running.',
	timeout: 'The OpenBoxes server did not answer in time.',
	cut: 'The connection to the OpenBoxes server was cut.',
};

/** Codes of Node, of its TLS and HTTP parts and of axios; databases and others have their own. */
const NETWORK_CODE =
	/^(?:E[A-Z]{3,}|EAI_\w+|ERR_\w+|HPE_\w+|UND_ERR_\w+|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO\w+|SELF_SIGNED\w+)$/;

/**
 * A failure of the network as a sentence of ours. Anything else that n8n throws (a credential that was
 * deleted, a domain that the credential may not be used for) is passed on as it is.
 */
export function networkFailure(
	error: unknown,
	{ isLogin = false }: { isLogin?: boolean } = {},
): Error {
	if (isOpenBoxesError(error)) return error;
	const text = networkText(error);
	const code = networkCode(error, text);
	if (!NETWORK_CODE.test(code) && !/timeout|certificate|socket hang up/i.test(text))
		return asCaught(error);
	// A name server that is silent for a moment is no wrong name, though it reads like one.
	const why = networkCause(code, text);
	const isConfiguration = ['certificate', 'noTls', 'noName'].includes(why);
	return new OpenBoxesError(MESSAGE[code === 'EAI_AGAIN' ? 'noName' : why], {
		// A login changes nothing: whatever waits for it was not sent.
		outcome: isLogin || !['timeout', 'cut'].includes(why) ? 'notSent' : 'unknown',
		cause: isConfiguration ? 'configuration-invalid' : 'temporarily-unavailable',
		isFatal: isConfiguration,
	});
}
