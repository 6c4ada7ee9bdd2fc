import type { Reply } from '../reply';
import type { Call, Handler, Route } from '../router';
import type { World } from '../world';

/** What was answered before, per world: the server keeps a figure until someone clears its cache. */
const answers = new WeakMap<World, Map<string, Reply>>();

/** A figure of the dashboard: computed when it is first asked for, and kept (docs/openboxes/warehouse.md). */
export const tile = (name: string, handler: (call: Call) => Reply): Route => ({
	method: 'GET',
	pattern: `/api/dashboard/${name}`,
	access: 'read',
	handler: kept(name, handler),
});

function kept(name: string, handler: (call: Call) => Reply): Handler {
	return (call) => {
		const known = answers.get(call.world) ?? new Map<string, Reply>();
		answers.set(call.world, known);
		const key = `${name} ${call.user.id} ${call.query.toString()}`;
		const answer = known.get(key) ?? handler(call);
		known.set(key, answer);
		return answer;
	};
}
