import { integerParameter } from '../store/query';
import { missingRow } from '../errors';
import { data, json, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Row, Value } from '../store/table';

/** Reads of the web interface whose content nobody has made here (recording `reads-of-every-page`). */
export const stocklistRoutes: Route[] = [
	{
		method: 'GET',
		pattern: '/api/stocklists',
		access: 'primary',
		handler: stocklists,
		wildcard: true,
	},
	{
		method: 'GET',
		pattern: '/api/stocklists/:id',
		access: 'read',
		handler: stocklist,
		wildcard: true,
	},
	{
		method: 'GET',
		pattern: '/api/attributes',
		access: 'read',
		handler: () => data([]),
		wildcard: true,
	},
	{
		method: 'GET',
		pattern: '/api/localizations',
		access: 'primary',
		handler: localizations,
		wildcard: true,
	},
	{
		method: 'GET',
		pattern: '/api/localizations/:id',
		access: 'read',
		handler: localization,
		wildcard: true,
	},
	{ method: 'GET', pattern: '/api/locations/template', access: 'read', handler: template },
];

/** Stock lists are templates of requisitions; published ones unless asked otherwise. */
function stocklists(call: Call): Reply {
	const { query, world } = call;
	const isPublished = query.get('isPublished') !== 'false';
	const is = (name: string, value: Value) => {
		const asked = query.getAll(name).filter((id) => id !== '');
		return asked.length === 0 || asked.includes(String(value));
	};
	const rows = world.store
		.table('requisition')
		.all()
		.filter((row) => row.isTemplate === true && (row.isPublished === true) === isPublished)
		.filter((row) => is('origin', row.origin) && is('destination', row.destination));
	const max = integerParameter(query.get('max')) ?? rows.length;
	const offset = integerParameter(query.get('offset')) ?? 0;
	const page = rows.slice(offset, offset + max).map((row) => listed(call, row));
	return json({ data: page, totalCount: rows.length });
}

function listed({ world: { store } }: Call, row: Row) {
	const place = (id: Value) => store.get('location', id)?.name ?? null;
	const person = (id: Value) => {
		const found = store.get('person', id);
		return found ? `${String(found.firstName)} ${String(found.lastName)}` : null;
	};
	return {
		id: row.id,
		name: row.name ?? null,
		origin: place(row.origin),
		destination: place(row.destination),
		requisitionItemCount: store.table('requisitionItem').by('requisition', row.id).length,
		requestedBy: person(row.requestedBy),
		createdBy: person(row.createdBy),
		updatedBy: person(row.updatedBy),
		dateCreated: monthDayYearText(row.dateCreated),
		lastUpdated: monthDayYearText(row.lastUpdated),
		isPublished: row.isPublished ?? null,
	};
}

/** `Nov 22, 2026`. */
const monthDayYearText = (value: Value): string | null => {
	if (typeof value !== 'number') return null;
	const [, day, month, year] = /^\w+, (\d+) (\w+) (\d+)/.exec(new Date(value).toUTCString()) ?? [];
	return `${month} ${day}, ${year}`;
};

function stocklist(call: Call): Reply {
	const row = call.world.store.get('requisition', call.params.id);
	if (row?.isTemplate !== true) {
		throw missingRow('class org.pih.warehouse.requisition.Stocklist', call.params.id);
	}
	return data(listed(call, row));
}

/** The texts of the web pages are the installation's. */
function localizations(call: Call): Reply {
	const currentLocale = call.query.get('languageCode') ?? call.session.language;
	return json({ messages: {}, supportedLocales: ['en'], currentLocale });
}

/** A code without a text is its own text. */
function localization(call: Call): Reply {
	const currentLocale = call.query.get('lang') ?? call.session.language;
	return json({ code: call.params.id, message: call.params.id, currentLocale });
}

const COLUMNS =
	'id,name,active,locationNumber,locationType,locationGroup,parentLocation,organization,streetAddress,streetAddress2,city,stateOrProvince,postalCode,country,description';

function template(): Reply {
	return {
		status: 200,
		body: `\ufeff${COLUMNS}\n`,
		contentType: 'text/csv;charset=UTF-8',
		headers: { 'Content-Disposition': 'attachment; filename="Location_template.csv"' },
	};
}
