import type { Flow, RecordedAnswer } from './flow';
import type { Answer, NoAnswer } from './play';
import { ValueComparison } from './compare-values';

export interface StepResult {
	step: string;
	/** Empty = equal. */
	differences: string[];
}

/** Compares what a server answered to a flow with other answers to it: by default those recorded. */
export function compareFlow(
	flow: Flow,
	answers: Array<Answer | NoAnswer>,
	expected: Array<RecordedAnswer | undefined> = flow.steps.map(({ response }) => response),
): StepResult[] {
	const values = new ValueComparison(Date.parse(flow.recordedAt));
	return answers.map((answer, index) => {
		const recorded = expected[index];
		return {
			step: answer.step.name,
			differences:
				'failure' in answer
					? [`no answer: ${answer.failure}`]
					: recorded
						? stable(answer, recorded, differencesOf(answer, recorded, values))
						: ['no answer to compare with'],
		};
	});
}

/** Leaves out what a real server does not repeat either. */
function stable({ step, status }: Answer, recorded: RecordedAnswer, found: string[]): string[] {
	const { unstable } = step;
	if (!unstable || status !== recorded.status) return found;
	if (unstable === true) return [];
	return found.filter((difference) => !unstable.includes(difference.split(': ')[0]));
}

function differencesOf(
	answer: Answer,
	recorded: RecordedAnswer,
	values: ValueComparison,
): string[] {
	if (answer.status !== recorded.status) {
		const text = answer.text ?? JSON.stringify(answer.json) ?? '';
		return [`status: expected ${recorded.status}, got ${answer.status} ${text.slice(0, 120)}`];
	}
	return [
		...comparedType(answer, recorded),
		...values.compare(
			target(recorded.headers.location),
			target(answer.headers.location),
			answer.sent,
			'location',
		),
		...comparedCookie(answer, recorded),
		...comparedBody(answer, recorded, values),
	];
}

const typeOf = ({ headers }: RecordedAnswer): string =>
	(headers['content-type'] ?? '').split(';')[0].trim();

function comparedType(answer: Answer, recorded: RecordedAnswer): string[] {
	if (typeOf(answer) === typeOf(recorded)) return [];
	return [`content-type: expected ${typeOf(recorded)}, got ${typeOf(answer)}`];
}

/** Path and query of a redirect: its host is the one that was asked. */
function target(location = ''): string {
	if (location === '') return '';
	const { pathname, search } = new URL(location, 'http://server');
	return pathname.replace(/\/{2,}/g, '/') + search;
}

/** Whether a login starts a session is part of the contract; elsewhere it depends on the way here. */
function comparedCookie(answer: Answer, recorded: RecordedAnswer): string[] {
	const isLogin = answer.step.request.path.endsWith('login');
	if (!isLogin || Boolean(answer.setsCookie) === Boolean(recorded.setsCookie)) return [];
	return [`set-cookie: ${recorded.setsCookie ? 'missing' : 'not in the recorded answer'}`];
}

const LONGEST_TEXT = 1500;

function comparedBody(answer: Answer, recorded: RecordedAnswer, values: ValueComparison): string[] {
	const { text = '' } = recorded;
	if (recorded.json !== undefined) return comparedJson(answer, recorded, values);
	if (typeOf(recorded).includes('html') && /<html/i.test(text))
		return /<html/i.test(answer.text ?? '') ? [] : ['body: expected an HTML page'];
	if (text.length > LONGEST_TEXT) return [];
	// The rows of a CSV come in any order.
	const ordered = (body: string): string =>
		typeOf(recorded).includes('csv') ? body.split(/\r?\n/).sort().join('\n') : body;
	return values.compare(ordered(text), ordered(answer.text ?? ''), answer.sent);
}

interface ErrorBody {
	errorCode?: unknown;
	errorMessage?: unknown;
	errorMessages?: unknown;
}

function comparedJson(answer: Answer, recorded: RecordedAnswer, values: ValueComparison): string[] {
	if (answer.json === undefined)
		return [`body: expected JSON, got ${(answer.text ?? '').slice(0, 80)}`];
	const wanted = recorded.json as ErrorBody | null;
	const given = answer.json as ErrorBody | null;
	if (recorded.status === 500 && typeof wanted?.errorMessage === 'string') {
		// The text of a 500 is that of whatever failed inside; there must be one.
		const same =
			given?.errorCode === wanted.errorCode &&
			typeof given?.errorMessage === 'string' &&
			(wanted.errorMessage === '' || given.errorMessage !== '');
		return same ? [] : [`body: expected an error with code ${String(wanted.errorCode)}`];
	}
	const listsMessages =
		recorded.status === 400 &&
		Array.isArray(wanted?.errorMessages) &&
		wanted.errorMessages.length > 0;
	// Kilobytes of codes beside the messages that people read.
	const expected =
		listsMessages && given?.errorMessage
			? { ...wanted, errorMessage: given.errorMessage }
			: recorded.json;
	return values.compare(expected, answer.json, answer.sent);
}
