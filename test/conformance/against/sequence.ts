import { seededRandom } from '../../sandbox/random';
import type { Flow, Step } from '../flow';
import { spoiled } from './mistakes';
import { Draw } from './draw';
import { READS } from './reads';
import type { RequestKind } from './request-kind';
import { WRITES } from './writes';

const REQUESTS: readonly RequestKind[] = [...READS, ...WRITES];

const HEADERS = { Accept: 'application/json', 'Content-Type': 'application/json' };
const CENTRAL = '00000000a202135001a20213cec60000';
/** Share of writes with one mistake. */
const WRONG = 0.3;

const login: Step = {
	name: 'log in',
	request: {
		method: 'POST',
		path: '/api/login',
		headers: HEADERS,
		cookie: 'login',
		body: { username: 'till', password: 'till-pass', location: CENTRAL },
	},
	// Only that it starts a session matters here.
	response: { status: 200, headers: {}, setsCookie: ['JSESSIONID=…'] },
};

/** Requests drawn from a seed; most of them go on with what earlier ones made. */
export function sequenceOf(seed: number, length: number, recordedAt: string): Flow {
	const draw = new Draw(seededRandom(seed));
	const made = new Map<string, string>();
	const steps = [login];
	while (steps.length <= length) {
		const open = REQUESTS.filter(({ needs }) => needs === undefined || made.has(needs));
		const following = open.filter(({ needs }) => needs !== undefined);
		const kind = draw.one(following.length > 0 && draw.chance(0.5) ? following : open);
		steps.push(stepOf(kind, steps.length, made, draw));
	}
	return { title: `seed ${seed}`, server: 'any', recordedAt, steps };
}

function stepOf(kind: RequestKind, at: number, made: Map<string, string>, draw: Draw): Step {
	const content = kind.body?.(draw);
	const wrong = content && draw.chance(WRONG) ? spoiled(content, draw) : undefined;
	const own = kind.makes && `${kind.makes.what}${at}`;
	const withNames = <T>(template: T): T => {
		let text = JSON.stringify(template);
		for (const [what, name] of made) text = text.replaceAll(`{{${what}}}`, `{{${name}}}`);
		return JSON.parse(text) as T;
	};
	const step: Step = {
		name: `${at} ${kind.name}${wrong ? ` with ${wrong.mistake}` : ''}`,
		...(kind.waitMs ? { waitMs: kind.waitMs } : {}),
		request: {
			method: kind.method,
			path: withNames(kind.path(draw)),
			headers: HEADERS,
			cookie: 'login',
			...(content ? { body: withNames(wrong?.body ?? content) } : {}),
		},
		response: { status: 0, headers: {} },
		...(kind.makes && own ? { capture: { [own]: kind.makes.at } } : {}),
	};
	if (kind.makes && own) made.set(kind.makes.what, own);
	return step;
}
