import { HapiHubError, type FailureFacts } from './hapihub-error';

/** Codes of requests that certainly never reached the server. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function readCode(value: unknown, depth = 0): string {
	if (typeof value !== 'object' || value === null || depth > 3) return '';
	if ('code' in value && typeof value.code === 'string' && value.code !== '') return value.code;
	const fromCause = 'cause' in value ? readCode(value.cause, depth + 1) : '';
	// n8n keeps errors that Node made in errorResponse when two copies of a class meet.
	return fromCause || ('errorResponse' in value ? readCode(value.errorResponse, depth + 1) : '');
}

function readMessage(value: unknown): string {
	return typeof value === 'object' && value !== null && 'message' in value
		? String(value.message)
		: '';
}

/**
 * What n8n's request helper throws, in one sentence without addresses, headers or codes: n8n replaces
 * a message that holds an error code with a text of its own.
 */
export function networkFailure(error: unknown): HapiHubError {
	const text = readMessage(error);
	const code =
		readCode(error) || (/\bE[A-Z]{4,}\b|CERT_[A-Z_]+|DEPTH_ZERO[A-Z_]+/.exec(text)?.[0] ?? '');
	const wrongSettings: FailureFacts = { outcome: 'notSent', cause: 'configuration-invalid' };
	const passing: FailureFacts = { outcome: 'unknown', cause: 'temporarily-unavailable' };
	if (/CERT|SSL|TLS|DEPTH_ZERO|UNABLE_TO_VERIFY|ALTNAME/i.test(code) || /certificate/i.test(text)) {
		return new HapiHubError(
			'The TLS certificate of the HapiHub server is not trusted. Install the certificate authority in n8n.',
			wrongSettings,
		);
	}
	if (code === 'EPROTO') {
		return new HapiHubError(
			'The HapiHub server does not speak HTTPS at this address. Check whether the base URL must begin with http://.',
			wrongSettings,
		);
	}
	if (code === 'ENOTFOUND') {
		return new HapiHubError(
			'The name of the HapiHub server cannot be found. Check the base URL in the credential.',
			wrongSettings,
		);
	}
	if (NEVER_SENT.has(code)) {
		return new HapiHubError(
			'The HapiHub server cannot be reached. Check the base URL, and whether the server is running.',
			{ ...passing, outcome: 'notSent' },
		);
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT' || /timeout/i.test(text))
		return new HapiHubError('The HapiHub server did not answer in time', passing);
	return new HapiHubError('The connection to the HapiHub server was cut', passing);
}
