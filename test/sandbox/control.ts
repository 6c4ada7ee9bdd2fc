import type { FaultSettings, ScriptedFault } from './faults';
import type { OverlapSettings } from './overlap';
import { json, type Reply } from './reply';
import type { SandboxServer } from './server';
import { stateOf } from './state';

/**
 * The remote control, outside the played server:
 * `POST /__sandbox/reset {"kind","seed","clock","frozen"}`, `POST /__sandbox/advance {"ms"}`,
 * `GET /__sandbox/state`, `POST /__sandbox/faults` (settings replace all, `{"next": …}` adds one),
 * `POST /__sandbox/overlap` (settings, or `{"hold": {"method","path","count"}}`, or `{"release": true}`).
 */
export function answerControl(
	server: SandboxServer,
	method: string,
	url: string,
	body: string,
): Reply {
	try {
		return control(server, `${method} ${url.split('?')[0]}`, parse(body));
	} catch (error) {
		return json({ error: error instanceof Error ? error.message : String(error) }, 400);
	}
}

const parse = (body: string): Record<string, unknown> =>
	body.trim() === '' ? {} : (JSON.parse(body) as Record<string, unknown>);

function control(server: SandboxServer, what: string, body: Record<string, unknown>): Reply {
	switch (what) {
		case 'POST /__sandbox/reset':
			server.reset(body);
			return json({ kind: server.world.version.kind });
		case 'POST /__sandbox/advance':
			server.world.clock.advance(Number(body.ms ?? 0));
			return json({ now: server.world.clock.now() });
		case 'GET /__sandbox/state':
			return json(stateOf(server));
		case 'POST /__sandbox/faults':
			if (body.next) server.faults.next(body.next as ScriptedFault);
			else server.faults.set(body as FaultSettings);
			return json({ counts: server.faults.counts });
		case 'POST /__sandbox/overlap':
			return overlap(server, body);
		default:
			return json({ error: `No such control: ${what}` }, 404);
	}
}

/** Answers how many writes wait for their release. */
function overlap({ overlap }: SandboxServer, body: Record<string, unknown>): Reply {
	if (body.hold) {
		const { count, ...requests } = body.hold as { method?: string; path?: string; count?: number };
		overlap.hold(requests, count);
	} else if (body.release) overlap.releaseAll();
	else overlap.set(body as OverlapSettings);
	return json({ held: overlap.held });
}
