import { request, secureRequest, setTimeout } from '../platform';
import { Captured } from './capture';
import type { Flow, RecordedAnswer, Step } from './flow';

/** A server under test, or one to record. */
export interface Server {
	/** With the context path. */
	url: string;
	/** Before each flow: back to the seed. */
	reset?: (flow: Flow) => void | Promise<void>;
	/** Lets time pass; by default it really does. */
	wait?: (ms: number) => void | Promise<void>;
}

/** What a server answered to one step. */
export interface Answer extends RecordedAnswer {
	step: Step;
	/** All that was sent up to and with this step, to tell what an answer repeats from what it made. */
	sent: string;
}

/** A step that got no answer at all. */
export interface NoAnswer {
	step: Step;
	failure: string;
}

const HEADERS = ['content-type', 'location', 'allow', 'content-disposition'];

const pause = async (ms: number): Promise<void> =>
	await new Promise((done) => {
		setTimeout(done, ms);
	});

/** Sends the requests of a flow, with the session and the ids that this server gives. */
export async function play(flow: Flow, server: Server): Promise<Array<Answer | NoAnswer>> {
	await server.reset?.(flow);
	const wait = server.wait ?? pause;
	const captured = new Captured();
	const answers: Array<Answer | NoAnswer> = [];
	let cookie: string | undefined;
	let sent = '';
	for (const step of flow.steps) {
		if (step.waitMs) await wait(step.waitMs);
		const { request: asked, response: recorded } = step;
		const path = captured.fill(asked.path);
		sent += `\n${path}\n${typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body ?? '')}`;
		// With a live cookie a login sets none, so this one was sent without.
		if (path.endsWith('/api/login') && recorded.setsCookie) cookie = undefined;
		const withCookie: Record<string, string> =
			cookie && asked.cookie !== 'none' ? { Cookie: cookie } : {};
		try {
			const answer = await send(server.url + path, asked.method, {
				headers: { ...asked.headers, ...withCookie },
				body: captured.fill(asked.body),
			});
			const session = /^JSESSIONID=[^;]+/m.exec(answer.setsCookie?.join('\n') ?? '')?.[0];
			if (session && asked.cookie !== 'none') cookie ??= session;
			captured.take(answer.json, step.capture);
			answers.push({ ...answer, step, sent });
		} catch (error) {
			answers.push({ step, failure: String((error as { code?: string }).code ?? error) });
		}
	}
	return answers;
}

async function send(
	url: string,
	method: string,
	{ headers, body }: { headers: Record<string, string>; body: unknown },
): Promise<RecordedAnswer> {
	const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	const length: Record<string, number> =
		payload === undefined ? {} : { 'Content-Length': Buffer.byteLength(payload) };
	return await new Promise((done, fail) => {
		const sending = (url.startsWith('https:') ? secureRequest : request)(
			new URL(url),
			{ method, headers: { ...headers, ...length } },
			(reply) => {
				const parts: Buffer[] = [];
				reply.on('data', (part: Buffer) => parts.push(part));
				reply.on('error', fail);
				reply.on('end', () => {
					const text = Buffer.concat(parts).toString('utf8');
					done({
						status: reply.statusCode ?? 0,
						headers: Object.fromEntries(
							HEADERS.flatMap((name) => {
								const value = reply.headers[name];
								return typeof value === 'string' ? [[name, value]] : [];
							}),
						),
						setsCookie: reply.headers['set-cookie'],
						...contentOf(text, reply.headers['content-type']),
					});
				});
			},
		);
		sending.on('error', fail);
		sending.end(payload);
	});
}

/** JSON where the server says so and it is; else the text. */
function contentOf(text: string, type = ''): Pick<RecordedAnswer, 'json' | 'text'> {
	if (type.includes('json')) {
		try {
			return { json: JSON.parse(text) as unknown };
		} catch {
			return { text };
		}
	}
	return text === '' ? {} : { text };
}
