import type { JsonObject } from '../json/json';
import { nullPointer } from '../errors';
import type { Call } from '../router';
import { globalRoles, locationRoles } from '../session';

const RANKS = [
	'SUPERUSER',
	'ADMIN',
	'MANAGER',
	'ASSISTANT',
	'BROWSER',
	'REQUESTOR',
	'AUTHENTICATED',
];

/**
 * `GET /api/getAppContext`: proof of user, location and version (sessions-and-errors.md#app-context,
 * versions.md#keys).
 */
export function appContext(call: Call): JsonObject {
	const { world, session } = call;
	const { version, json } = world;
	const location = call.locationOrNull();
	if (!location) throw nullPointer("Cannot get property 'supportedActivities' on null object");
	const here = locationRoles(world, call.user, location.id);
	const roles = [...globalRoles(world, call.user), ...here];
	const has = (...names: string[]) => names.some((name) => roles.includes(`ROLE_${name}`));
	const highest = RANKS.find((rank) => has(rank));
	return {
		user: json.of('user', call.user),
		location: json.of('location', location),
		...(version.since('0.9.1') ? { currentLocationRoles: here } : {}),
		isSuperuser: has('SUPERUSER'),
		isUserAdmin: has('SUPERUSER', 'ADMIN'),
		isUserApprover: has('PURCHASE_APPROVER'),
		isUserRequestApprover: has('REQUISITION_APPROVER'),
		isUserManager: has('SUPERUSER', 'ADMIN', 'MANAGER'),
		supportedActivities: json.activitiesOf(location),
		isImpersonated: false,
		...(version.isDocumented ? {} : { grailsVersion: '3.3.16', appVersion: version.kind }),
		branchName: 'HEAD',
		buildNumber: 'sandbox',
		environment: 'production',
		buildDate: 'real-time',
		ipAddress: '127.0.0.1',
		hostname: 'Unknown',
		timezone: null,
		minimumExpirationDate: '01/01/2000',
		activeLanguage: session.language,
		...(version.since('0.9.2') ? { activeLanguageTag: session.language } : {}),
		isPaginated: true,
		logoLabel: '',
		menuItems: [],
		highestRole: highest ? highest[0] + highest.slice(1).toLowerCase() : null,
		pageSize: 10,
		logoUrl: `${version.since('0.9.1') ? call.contextPath : ''}/assets/openboxes_logo_40x40.jpg`,
		supportedLocales: [{ code: 'en', name: 'English' }],
		currencyCode: 'USD',
		localizedHelpScoutKey: '',
		isHelpScoutEnabled: true,
		localizationModeEnabled: false,
		localizationModeLocale: 'ach',
		displayDateFormat: 'MMM DD, yyyy',
		displayDateDefaultValue: '-',
		notificationAutohideDelay: 8000,
		browserConnectionTimeout: 8000,
		isAutosaveEnabled: false,
		...(version.since('0.9.4') ? { cycleCountMaxSelectedProducts: 50 } : {}),
		...(version.since('0.9.7') ? { maxUploadFileSize: 2097152 } : {}),
	};
}
