/**
 * What a handler answers. Without a body there is no content type, as on the server
 * (sessions-and-errors.md#errors).
 */
export interface Reply {
	status: number;
	body?: string;
	contentType?: string;
	headers?: Record<string, string>;
}

export const JSON_TYPE = 'application/json;charset=UTF-8';
export const TEXT_TYPE = 'text/html;charset=utf-8';

export const json = (body: unknown, status = 200, headers?: Record<string, string>): Reply => ({
	headers,
	status,
	body: JSON.stringify(body),
	contentType: JSON_TYPE,
});

/** The usual envelope. */
export const data = (content: unknown, status = 200): Reply => json({ data: content }, status);

/** Plain text sent as HTML: logins, "is now logged into". */
export const text = (body: string, status = 200): Reply => ({
	status,
	body,
	contentType: TEXT_TYPE,
});

/** E13: an empty list rendered by Groovy, which is not JSON (sessions-and-errors.md#short-terms). */
export const groovyEmptyList = (): Reply => text("['data':[]]");

export const empty = (status: number): Reply => ({ status });

export const redirect = (location: string): Reply => ({
	status: 302,
	headers: { Location: location },
});

export const page = (title: string, status = 200): Reply => ({
	status,
	body: htmlPage(title),
	contentType: 'text/html;charset=UTF-8',
});

export const htmlPage = (title: string): string =>
	`\n<?xml version="1.0" encoding="UTF-8"?>\n<html lang="en">\n<head>\n    <title>${title}</title>\n</head>\n<body><h1>${title}</h1></body>\n</html>\n`;
