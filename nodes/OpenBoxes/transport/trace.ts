import type { Logger } from 'n8n-workflow';
import type { RawReply } from './reply';
import type { Call } from './session';

/**
 * Writes to n8n's log what was asked (debug) and what was put right without anybody's help (warn): methods,
 * paths, states and times. Never bodies, search texts, cookies or keys.
 */
export class Trace {
	constructor(private readonly logger: Logger | undefined) {}

	asked(call: Call, reply: RawReply, ms: number): void {
		this.logger?.debug(`OpenBoxes: ${nameOf(call)} answered ${reply.status} in ${ms} ms`);
	}

	failed(call: Call, ms: number): void {
		this.logger?.debug(`OpenBoxes: ${nameOf(call)} got no answer after ${ms} ms`);
	}

	repaired(what: string, call?: Call): void {
		this.logger?.warn(`OpenBoxes: ${what}${call ? ` (${nameOf(call)})` : ''}`);
	}
}

function nameOf({ method, path }: Call): string {
	return `${method} ${path.slice(0, 200)}`;
}
