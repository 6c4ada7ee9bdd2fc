import { json, type Reply } from '../reply';
import type { Route } from '../router';

/** What the dashboard page asks before its figures; the content is the installation's. */
export const dashboardPageRoutes: Route[] = [
	// Only its POST is mapped: a read gets the refusal of a missing action.
	{ method: 'POST', pattern: '/api/dashboard/config', access: 'write', handler: empty },
	{ method: 'GET', pattern: '/api/dashboard/:id/config', access: 'read', handler: config },
	{ method: 'GET', pattern: '/api/dashboard/:id/subdashboardKeys', access: 'read', handler: keys },
];

function empty(): Reply {
	return json({});
}

function config(): Reply {
	return json({ dashboard: {}, dashboardWidgets: [] });
}

function keys(): Reply {
	return json(['personal', 'warehouse', 'inventory', 'transaction']);
}
