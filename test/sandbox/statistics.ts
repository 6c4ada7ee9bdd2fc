/** Counts of requests, per route (ids and codes replaced by `:id`). */
export class Statistics {
	total = 0;
	logins = 0;
	/** Mistakes of the sandbox itself, kept over resets: a test that meets one should fail. */
	readonly ownErrors: string[] = [];
	readonly routes: Record<string, number> = {};

	count(method: string, url: string): void {
		this.total += 1;
		const route = `${method} ${routeOf(url)}`;
		this.routes[route] = (this.routes[route] ?? 0) + 1;
	}

	clear(): void {
		this.total = 0;
		this.logins = 0;
		for (const route of Object.keys(this.routes)) delete this.routes[route];
	}
}

const FIXED = /^[a-zA-Z_-]+$/;

/** `/openboxes/api/products/123/availableItems?x=1` → `/api/products/:id/availableItems`. */
function routeOf(url: string): string {
	const path = url.split('?')[0].replace(/^\/openboxes/, '');
	return path
		.split('/')
		.map((part) => (part === '' || FIXED.test(part) ? part : ':id'))
		.join('/');
}
