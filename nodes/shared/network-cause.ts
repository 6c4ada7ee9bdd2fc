/** Why no answer came. */
export type NetworkCause = 'certificate' | 'noTls' | 'noName' | 'noServer' | 'timeout' | 'cut';

/** Codes of requests that certainly never reached the server. */
const NO_SERVER = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const CODE_IN_TEXT = /\bE[A-Z]{4,20}\b|\bCERT_[A-Z_]{1,40}|\bDEPTH_ZERO[A-Z_]{1,40}/;

/** The code of what n8n's request helper threw, wherever it stands; empty when there is none. */
export function networkCode(error: unknown, text: string): string {
	return readCode(error) || (CODE_IN_TEXT.exec(text)?.[0] ?? '');
}

function readCode(value: unknown, depth = 0): string {
	if (typeof value !== 'object' || value === null || depth > 3) return '';
	if ('code' in value && typeof value.code === 'string' && value.code !== '') return value.code;
	const fromCause = 'cause' in value ? readCode(value.cause, depth + 1) : '';
	// n8n keeps errors of Node itself in errorResponse when two copies of a class meet.
	return fromCause || ('errorResponse' in value ? readCode(value.errorResponse, depth + 1) : '');
}

/** All words of an error that tell why it came. */
export function networkText(value: unknown): string {
	if (typeof value !== 'object' || value === null) return '';
	const own = 'message' in value && typeof value.message === 'string' ? value.message : '';
	const listed =
		'messages' in value && Array.isArray(value.messages) ? value.messages.join(' ') : '';
	return `${own} ${listed}`.slice(0, 2000);
}

export function networkCause(code: string, text: string): NetworkCause {
	if (/CERT|SSL|TLS|DEPTH_ZERO|UNABLE_TO_VERIFY|ALTNAME/i.test(code) || /certificate/i.test(text))
		return 'certificate';
	if (code === 'EPROTO') return 'noTls';
	if (code === 'ENOTFOUND') return 'noName';
	if (NO_SERVER.has(code)) return 'noServer';
	return code === 'ECONNABORTED' || code === 'ETIMEDOUT' || /timeout/i.test(text)
		? 'timeout'
		: 'cut';
}
