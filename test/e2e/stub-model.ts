import { createServer, type Server, type AddressInfo } from '../platform';
import { jsonParse } from 'n8n-workflow';

interface ToolOffer {
	function: { name: string; description: string; parameters: unknown };
}

interface ChatRequest {
	stream?: boolean;
	messages: Array<{ role: string; content: unknown }>;
	tools?: ToolOffer[];
}

/** A chat model that calls the one tool it is offered, with given words, and then repeats the tool's answer. */
export class StubModel {
	readonly requests: ChatRequest[] = [];

	private constructor(
		private readonly server: Server,
		private readonly words: Record<string, unknown>,
	) {}

	static async open(words: Record<string, unknown>): Promise<StubModel> {
		const server = createServer();
		const model = new StubModel(server, words);
		server.on('request', (request, answer) => {
			let body = '';
			request.on('data', (chunk) => (body += String(chunk)));
			request.on('end', () => {
				const asked = jsonParse<ChatRequest>(body || '{"messages":[]}');
				model.requests.push(asked);
				const message = model.reply(asked);
				const finish = 'tool_calls' in message ? 'tool_calls' : 'stop';
				if (asked.stream) {
					answer.writeHead(200, { 'content-type': 'text/event-stream' });
					const chunk = (choice: unknown): string =>
						`data: ${JSON.stringify({ ...FRAME, object: 'chat.completion.chunk', choices: [choice] })}\n\n`;
					answer.write(chunk({ index: 0, delta: message, finish_reason: null }));
					answer.write(chunk({ index: 0, delta: {}, finish_reason: finish }));
					answer.end('data: [DONE]\n\n');
					return;
				}
				const choices = [{ index: 0, message, finish_reason: finish }];
				const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
				answer.writeHead(200, { 'content-type': 'application/json' });
				answer.end(JSON.stringify({ ...FRAME, object: 'chat.completion', choices, usage }));
			});
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		return model;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	get tools(): ToolOffer[] {
		return this.requests.flatMap(({ tools }) => tools ?? []);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((done) => this.server.close(done));
	}

	private reply({ messages, tools }: ChatRequest): Record<string, unknown> {
		const last = messages[messages.length - 1];
		const [tool] = tools ?? [];
		if (last?.role === 'tool' || !tool)
			return { role: 'assistant', content: `The tool said: ${JSON.stringify(last?.content)}` };
		const call = { name: tool.function.name, arguments: JSON.stringify(this.words) };
		return {
			role: 'assistant',
			content: null,
			tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: call }],
		};
	}
}

const FRAME = { id: 'chat-1', created: 1, model: 'stub' };
