import { failure } from './errors';

/**
 * JSON as the server's parser reads it: single quotes, names and words without quotes, trailing
 * commas pass; an empty body, and one that starts with a byte order mark, is `{}`
 * (sessions-and-errors.md#bad-input).
 */
export function parseLenientJson(text: string): unknown {
	const trimmed = text.trim();
	if (text.startsWith('\ufeff') || trimmed === '') return {};
	try {
		return JSON.parse(trimmed) as unknown;
	} catch {
		return new LenientParser(trimmed).parse();
	}
}

class LenientParser {
	private at = 0;

	constructor(private readonly text: string) {}

	parse(): unknown {
		// Anything that is neither an object nor a list is taken as an empty object.
		if (this.text[0] !== '{' && this.text[0] !== '[') return {};
		return this.value();
	}

	private fail(message: string): never {
		throw failure(
			'org.grails.web.json.JSONException',
			`${message} at character ${this.at} of ${this.text}`,
		);
	}

	private skip(): void {
		for (;;) {
			while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
			if (this.text.startsWith('//', this.at) || this.text[this.at] === '#') {
				const end = this.text.indexOf('\n', this.at);
				this.at = end < 0 ? this.text.length : end;
			} else if (this.text.startsWith('/*', this.at)) {
				const end = this.text.indexOf('*/', this.at);
				if (end < 0) this.fail('Unclosed comment.');
				this.at = end + 2;
			} else return;
		}
	}

	private value(): unknown {
		this.skip();
		const start = this.text[this.at];
		if (start === undefined || start === ',') this.fail('Missing value.');
		if (start === '{') return this.object();
		if (start === '[') return this.list();
		if (start === '"' || start === "'") return this.quoted(start);
		return this.word();
	}

	private object(): Record<string, unknown> {
		const result: Record<string, unknown> = {};
		this.at += 1;
		for (;;) {
			this.skip();
			if (this.text[this.at] === '}') break;
			if (this.at >= this.text.length) this.fail("A JSONObject text must end with '}'");
			const quote = this.text[this.at];
			const name = quote === '"' || quote === "'" ? this.quoted(quote) : String(this.word());
			this.skip();
			if (this.text[this.at] !== ':' && this.text[this.at] !== '=')
				this.fail("Expected a ':' after a key");
			this.at += 1;
			result[name] = this.value();
			this.skip();
			if (this.text[this.at] === ',' || this.text[this.at] === ';') this.at += 1;
			else if (this.text[this.at] !== '}') this.fail("Expected a ',' or '}'");
		}
		this.at += 1;
		return result;
	}

	private list(): unknown[] {
		const result: unknown[] = [];
		this.at += 1;
		for (;;) {
			this.skip();
			if (this.text[this.at] === ']') break;
			if (this.at >= this.text.length) this.fail("Expected a ',' or ']'");
			result.push(this.value());
			this.skip();
			if (this.text[this.at] === ',') this.at += 1;
			else if (this.text[this.at] !== ']') this.fail("Expected a ',' or ']'");
		}
		this.at += 1;
		return result;
	}

	private quoted(quote: string): string {
		let end = this.at + 1;
		while (end < this.text.length && this.text[end] !== quote)
			end += this.text[end] === '\\' ? 2 : 1;
		if (end >= this.text.length) this.fail('Unterminated string');
		const inner = this.text.slice(this.at + 1, end).replace(/\\'/g, "'");
		this.at = end + 1;
		const escaped = quote === "'" ? inner.replace(/(?<!\\)"/g, '\\"') : inner;
		return JSON.parse(`"${escaped}"`) as string;
	}

	private word(): unknown {
		const match = /^[^,:;=\]}/\\"[{\s]+/.exec(this.text.slice(this.at));
		if (!match) this.fail('Missing value.');
		this.at += match[0].length;
		const word = match[0];
		if (word === 'true' || word === 'false') return word === 'true';
		if (word === 'null') return null;
		return /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : word;
	}
}
