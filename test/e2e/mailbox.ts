import {
	createSocketServer as createServer,
	type AddressInfo,
	type SocketServer as Server,
	type Socket,
} from '../platform';

export interface Mail {
	to: string;
	subject: string;
	text: string;
}

/** A mail server that keeps what it is given: as much of RFC 5321 as n8n's mail node speaks. */
export class Mailbox {
	readonly mails: Mail[] = [];

	private tell: (mail: Mail) => void = () => {};

	private constructor(private readonly server: Server) {}

	static async open(): Promise<Mailbox> {
		const server = createServer();
		const mailbox = new Mailbox(server);
		server.on('connection', (socket) =>
			talk(socket, (message) => {
				const mail = readMail(message);
				mailbox.mails.push(mail);
				mailbox.tell(mail);
			}),
		);
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		return mailbox;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	onMail(tell: (mail: Mail) => void): void {
		this.tell = tell;
	}

	async close(): Promise<void> {
		await new Promise((done) => this.server.close(done));
	}
}

function talk(socket: Socket, keep: (message: string) => void): void {
	let input = '';
	let inMessage = false;
	const say = (line: string): void => void socket.write(`${line}\r\n`);
	socket.on('error', () => socket.destroy());
	say('220 mailbox');
	socket.on('data', (chunk) => {
		input += chunk.toString('utf8');
		for (;;) {
			const end = inMessage ? '\r\n.\r\n' : '\r\n';
			const at = input.indexOf(end);
			if (at < 0) return;
			const part = input.slice(0, at);
			input = input.slice(at + end.length);
			if (inMessage) keep(part.replace(/^\.\./gm, '.'));
			const command = inMessage ? '' : part.slice(0, 4).toUpperCase();
			inMessage = command === 'DATA';
			if (command === 'DATA') say('354 go on');
			else if (command === 'QUIT') socket.end('221 bye\r\n');
			else say('250 ok');
		}
	});
}

function readMail(message: string): Mail {
	const at = message.indexOf('\r\n\r\n');
	const head = message.slice(0, at).replace(/\r\n[ \t]+/g, ' ');
	const header = (name: string): string =>
		new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1].trim() ?? '';
	const body = message.slice(at + 4);
	return {
		to: header('To'),
		subject: decodeWords(header('Subject')),
		text: decode(body, header('Content-Transfer-Encoding')).replace(/\r\n/g, '\n'),
	};
}

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`, as in RFC 2047. */
function decodeWords(text: string): string {
	return text
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?([QB])\?(.*?)\?=/gi, (_, encoding: string, word: string) =>
			encoding.toUpperCase() === 'B'
				? decode(word, 'base64')
				: decode(word.replace(/_/g, ' '), 'quoted-printable'),
		);
}

function decode(text: string, encoding: string): string {
	if (/base64/i.test(encoding)) return Buffer.from(text, 'base64').toString('utf8');
	if (!/quoted-printable/i.test(encoding)) return text;
	const bytes = text
		.replace(/=\r?\n/g, '')
		.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
