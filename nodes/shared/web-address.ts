/** A web address that a user typed, or what is wrong with it. */
type WebAddress =
	| { origin: string; path: string; wrong?: undefined }
	| { wrong: 'empty' | 'noAddress' | 'password' };

/** Reads the address of a server, with or without `https://`; the path comes without slashes at its end. */
export function readWebAddress(typed: string): WebAddress {
	const text = typed.trim();
	if (text === '') return { wrong: 'empty' };
	const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	const parsed = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
	if (!parsed || !/^https?:$/.test(parsed.protocol)) return { wrong: 'noAddress' };
	if (parsed.username || parsed.password) return { wrong: 'password' };
	return { origin: parsed.origin, path: withoutSlashes(parsed.pathname) };
}

export function withoutSlashes(path: string): string {
	let end = path.length;
	while (end > 0 && path[end - 1] === '/') end--;
	return path.slice(0, end);
}
