import type { RecordedAnswer } from './flow';

/** What a recording may hold: no session, and of web pages nothing but that it is one. */
export function recordable({
	status,
	headers,
	setsCookie,
	json,
	text,
}: RecordedAnswer): RecordedAnswer {
	return {
		status,
		headers,
		...(setsCookie
			? { setsCookie: setsCookie.map((each) => each.replace(/JSESSIONID=[^;]*/, 'JSESSIONID=…')) }
			: {}),
		...(json === undefined ? {} : { json }),
		...(text === undefined ? {} : { text: withoutPage(text) }),
	};
}

/** Some refusals begin with a line of their own before the page. */
const withoutPage = (text: string): string =>
	text.replace(/\s*(<\?xml[^>]*>\s*)?(<!doctype[^>]*>\s*)?<html[\s\S]*$/i, '<html>…</html>');
