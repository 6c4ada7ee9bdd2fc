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

/** A tool by its name, and the words that the model fills into it. */
type ToolCall = readonly [name: string, words: Record<string, unknown>];

/** A chat model that calls tools one after another as it is told to, and then repeats what they answered. */
export class StubModel {
	readonly requests: ChatRequest[] = [];

	/** For each question. */
	calls: readonly ToolCall[] = [];

	private constructor(private readonly server: Server) {}

	static async open(): Promise<StubModel> {
		const server = createServer();
		const model = new StubModel(server);
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

	private reply({ messages, tools = [] }: ChatRequest): Record<string, unknown> {
		const answers = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
		const next = this.calls.at(answers.length);
		if (!next) return { role: 'assistant', content: `The tools said: ${JSON.stringify(answers)}` };
		const [name, words] = next;
		if (!tools.some((tool) => tool.function.name === name))
			return { role: 'assistant', content: `There is no tool ${name}` };
		const call = { name, arguments: JSON.stringify(words) };
		return {
			role: 'assistant',
			content: null,
			tool_calls: [
				{ index: 0, id: `call_${answers.length + 1}`, type: 'function', function: call },
			],
		};
	}
}

const FRAME = { id: 'chat-1', created: 1, model: 'stub' };
