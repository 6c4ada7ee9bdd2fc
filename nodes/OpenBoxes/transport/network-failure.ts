import { asCaught, isOpenBoxesError, OpenBoxesError } from './openboxes-error';

/** Why no answer came, in words, without addresses or headers of the request. */
interface NetworkReason {
	message: string;
	/** True when repeating cannot help: a wrong name or certificate, not a cut cable. */
	isConfiguration: boolean;
	/** True when the request certainly never reached the server. */
	neverSent: boolean;
}

const NEVER_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

function readCode(value: unknown, depth = 0): string {
	if (typeof value !== 'object' || value === null || depth > 3) return '';
	if ('code' in value && typeof value.code === 'string' && value.code !== '') return value.code;
	const fromCause = 'cause' in value ? readCode(value.cause, depth + 1) : '';
	// n8n keeps errors of Node itself in errorResponse when two copies of a class meet.
	return fromCause || ('errorResponse' in value ? readCode(value.errorResponse, depth + 1) : '');
}

function readMessage(value: unknown): string {
	if (typeof value !== 'object' || value === null) return '';
	const own = 'message' in value && typeof value.message === 'string' ? value.message : '';
	const listed =
		'messages' in value && Array.isArray(value.messages) ? value.messages.join(' ') : '';
	return `${own} ${listed}`;
}

/**
 * Turns what n8n's request helper throws into one sentence; nothing else of it is kept. No error code
 * stands in a sentence: n8n replaces any message that holds one with a text of its own.
 */
function networkReason(code: string, text: string): NetworkReason {
	if (/CERT|SSL|TLS|DEPTH_ZERO|UNABLE_TO_VERIFY|ALTNAME/i.test(code) || /certificate/i.test(text)) {
		return {
			message:
				'The TLS certificate of the OpenBoxes server is not trusted. Install the certificate authority in n8n, or switch on "Ignore TLS Errors" in the credential if you know the server.',
			isConfiguration: true,
			neverSent: true,
		};
	}
	if (code === 'EPROTO') {
		return {
			message:
				'The OpenBoxes server does not speak HTTPS at this address. Check whether the server URL must begin with http:// or has another port.',
			isConfiguration: true,
			neverSent: true,
		};
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			message:
				'The name of the OpenBoxes server cannot be found. Check the server URL in the credential.',
			isConfiguration: code === 'ENOTFOUND',
			neverSent: true,
		};
	}
	if (NEVER_SENT.has(code)) {
		return {
			message:
				'The OpenBoxes server cannot be reached. Check the server URL, and whether the server is running.',
			isConfiguration: false,
			neverSent: true,
		};
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT' || /timeout/i.test(text)) {
		return {
			message: 'The OpenBoxes server did not answer in time.',
			isConfiguration: false,
			neverSent: false,
		};
	}
	return {
		message: 'The connection to the OpenBoxes server was cut.',
		isConfiguration: false,
		neverSent: false,
	};
}

/** Codes of Node, of its TLS and HTTP parts and of axios; databases and others have their own. */
const NETWORK_CODE =
	/^(?:E[A-Z]{3,}|EAI_\w+|ERR_\w+|HPE_\w+|UND_ERR_\w+|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO\w+|SELF_SIGNED\w+)$/;
const CODE_IN_TEXT = /\bE[A-Z]{4,20}\b|\bCERT_[A-Z_]{1,40}|\bDEPTH_ZERO[A-Z_]{1,40}/;

/**
 * A failure of the network as a sentence of ours. Anything else that n8n throws (a credential that was
 * deleted, a domain that the credential may not be used for) is passed on as it is.
 */
export function networkFailure(
	error: unknown,
	{ isLogin = false }: { isLogin?: boolean } = {},
): Error {
	if (isOpenBoxesError(error)) return error;
	const text = readMessage(error).slice(0, 2000);
	const code = readCode(error) || (CODE_IN_TEXT.exec(text)?.[0] ?? '');
	if (!NETWORK_CODE.test(code) && !/timeout|certificate|socket hang up/i.test(text))
		return asCaught(error);
	const { message, isConfiguration, neverSent } = networkReason(code, text);
	return new OpenBoxesError(message, {
		// A login changes nothing: whatever waits for it was not sent.
		outcome: isLogin || neverSent ? 'notSent' : 'unknown',
		cause: isConfiguration ? 'configuration-invalid' : 'temporarily-unavailable',
		isFatal: isConfiguration,
	});
}
