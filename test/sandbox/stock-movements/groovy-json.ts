import { rethrow } from '../../platform';
const BUFFER = 256;
const BLANK = 32;

/** Where the parser of command objects gives up, and what it says. */
class Complaint extends Error {
	constructor(
		readonly reason: string,
		readonly at: number,
	) {
		super(reason);
	}
}

const UNKNOWN =
	'Unable to determine the current character, it is not a string, number, array, or object';

/** Reads on in its buffer, which is empty behind the body, so a cut body fails at its end. */
class Parser {
	private at = 0;

	constructor(private readonly text: string) {}

	/** A call, as the position moves between two looks. */
	private current(): string {
		return this.text[this.at];
	}

	value(): void {
		this.skipBlanks();
		const char = this.current();
		if (char === '"') this.string();
		else if (char === '{') this.object();
		else if (char === '[') this.array();
		else if (char === 't') this.literal('true', 'true not parsed properly');
		else if (char === 'f') this.literal('false', 'false not parsed properly');
		else if (char === 'n') this.literal('null', 'null not parse properly');
		else if (/[-0-9]/.test(char)) while (/[-+.eE0-9]/.test(this.current())) this.at += 1;
		else this.complain(UNKNOWN);
	}

	private object(): void {
		for (this.at += 1; ; this.at += 1) {
			this.skipBlanks();
			if (this.current() === '"') {
				this.string();
				this.skipBlanks();
				if (this.current() !== ':')
					this.complain(`expecting current character to be ${described(this.current())}\n`);
				this.at += 1;
				this.value();
				this.skipBlanks();
			}
			if (this.current() === '}') break;
			if (this.current() !== ',') {
				this.complain(`expecting '}' or ',' but got current char ${described(this.current())}`);
			}
		}
		this.at += 1;
	}

	private array(): void {
		this.at += 1;
		this.skipBlanks();
		while (this.current() !== ']') {
			this.value();
			this.skipBlanks();
			if (this.current() === ',') this.at += 1;
			else if (this.current() !== ']') {
				this.complain(
					`expecting a ',' or a ']',  but got \nthe current character of  ${described(this.current())}`,
				);
			}
		}
		this.at += 1;
	}

	private string(): void {
		for (this.at += 1; this.current() !== '"'; this.at += this.current() === '\\' ? 2 : 1) {
			if (this.at >= this.text.length - 1) this.complain('expecting close " but got end of input');
		}
		this.at += 1;
	}

	private literal(word: string, reason: string): void {
		for (const letter of word) {
			if (this.current() !== letter) this.complain(reason);
			this.at += 1;
		}
	}

	private skipBlanks(): void {
		while (this.text.charCodeAt(this.at) <= BLANK && this.at < this.text.length - 1) this.at += 1;
	}

	private complain(reason: string): never {
		throw new Complaint(reason, Math.min(this.at, this.text.length - 1));
	}
}

const described = (char: string): string => `'${char}' with an int value of ${char.charCodeAt(0)}`;

/** What a create call with a broken body reports as its first message (sessions-and-errors.md#bad-input). */
export function groovyParserError(body: string): string {
	const buffer = body.padEnd(BUFFER, '\0');
	const { reason, at } = complaintOf(buffer);
	return [
		`Error occurred initializing command object [stockMovement]. groovy.json.JsonException: ${reason}`,
		'',
		`The current character read is ${described(buffer[at])}`,
		reason,
		`line number ${buffer.slice(0, at).split('\n').length}`,
		`index number ${at}`,
		buffer,
		`${'.'.repeat(at)}^`,
	].join('\n');
}

function complaintOf(buffer: string): Complaint {
	try {
		new Parser(buffer).value();
	} catch (error) {
		if (error instanceof Complaint) return error;
		rethrow(error);
	}
	return new Complaint(UNKNOWN, buffer.length - 1);
}
