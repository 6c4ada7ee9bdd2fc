import { illegalArgument } from '../errors';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';
import type { Version } from '../versions';
import { ACTIVITIES } from './activities';

/** Why a quantity differs: short lists that pickers show (docs/openboxes/warehouse.md). */
export const reasonCodeRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/reasonCodes', access: 'read', handler: list },
	{ method: 'GET', pattern: '/api/reasonCodes/:id', access: 'read', handler: read },
];

/** Name and place in a list of every code that some list shows. */
const CODES: Record<string, [name: string, sortOrder: number]> = {
	STOCKOUT: ['Stock-out', 1],
	LOW_STOCK: ['Low stock', 2],
	EXPIRED: ['Expired product', 3],
	DAMAGED: ['Damaged product', 4],
	SUBSTITUTION: ['Pharmacist-approved substitution', 5],
	PACKAGE_SIZE: ['Package size contains different quantity', 6],
	CLINICAL_OVERRIDE: ['Clinical override', 7],
	INSUFFICIENT_CONSUMPTION: ['Insufficient quantity consumed to merit resupply', 8],
	REPLACED_BY_FORMULARY_ITEM: ['Replaced by formulary/stock item', 9],
	CANCELED_BY_REQUESTER: ['Cancelled by requester', 10],
	NON_FORMULARY_NO_SUBSTITUTION: ['Non-formulary product and no substitution available', 11],
	NOT_STOCKED: ['Not a product stocked in depot', 12],
	AVAILABLE_STOCK_RESERVED: ['Available stock reserved', 13],
	COULD_NOT_LOCATE: ['Could not locate', 14],
	DIFFERENT_LOCATION: ['Item stored in a different location', 15],
	DATA_ENTRY_ERROR: ['Data entry error', 16],
	SUPPLY_MAX_QUANTITY: ['Supply maximum quantity on stock list', 17],
	NOT_ON_STOCK_LIST: ['Not an item on stock list [18]', 18],
	INSUFFICIENT_QUANTITY_RECONDITIONED: ['Insufficient quantity packed down', 19],
	SUBSTITUTION_WITHIN_PRODUCT_GROUP: ['Substituted with product group item', 20],
	SUPPLIED_BY_GOVERNMENT: ['Supplied by government', 21],
	APPROVED_CHANGE: ['Approved change', 22],
	EARLIER_EXPIRATION_DATE: ['Earlier expiration date', 23],
	CONSUMED: ['Consumed', 24],
	RETURNED: ['Returned', 25],
	FOUND: ['Found', 26],
	MISSING: ['Missing', 27],
	STOLEN: ['Stolen', 28],
	RECOUNTED: ['Recounted', 29],
	CORRECTION: ['Correction', 30],
	SCRAPPED: ['Scrapped', 31],
	REJECTED: ['Rejected', 32],
	REQUEST_ERROR: ['Request error', 33],
	NOT_NEEDED_BASED_ON_CONSUMPTION: ['Not needed based on consumption', 34],
	CLINICAL_JUDGMENT: ['Clinical judgement', 35],
	INSUFFICIENT_QUANTITY_AVAILABLE: ['Insufficient quantity available', 36],
	BACKORDER: ['Backorder', 37],
	DUPLICATE_REQUEST: ['Duplicate Request', 38],
	BIN_CORRECTION: ['Bin correction', 39],
	LOT_CORRECTION: ['Lot correction', 40],
	INCORRECT_LOT_PICKED: ['Incorrect lot picked', 41],
	FIX_NEGATIVE_INVENTORY: ['Fix negative inventory', 42],
	INBOUND_NOT_RECORDED: ['Inbound not recorded', 43],
	OUTBOUND_NOT_RECORDED: ['Outbound not recorded', 44],
	RETURN_NOT_RECORDED: ['Return not recorded', 45],
	ERROR_IN_INBOUND: ['Error in inbound', 46],
	ERROR_IN_OUTBOUND: ['Error in outbound', 47],
	BIN_LOCATION_MISSING: ['Bin location missing', 48],
	MISPLACED: ['Misplaced', 49],
	OTHER: ['Other', 100],
};

const ADJUST = [
	...['CONSUMED', 'CORRECTION', 'DAMAGED', 'DATA_ENTRY_ERROR', 'EXPIRED', 'FOUND', 'MISSING'],
	...['RECOUNTED', 'REJECTED', 'RETURNED', 'SCRAPPED', 'STOLEN', 'OTHER'],
];

/** What a recount may give as its cause. */
export const COUNT_REASONS = [
	...ADJUST,
	...['BIN_CORRECTION', 'LOT_CORRECTION', 'INCORRECT_LOT_PICKED', 'FIX_NEGATIVE_INVENTORY'],
	...['INBOUND_NOT_RECORDED', 'OUTBOUND_NOT_RECORDED', 'RETURN_NOT_RECORDED'],
	...['ERROR_IN_INBOUND', 'ERROR_IN_OUTBOUND', 'BIN_LOCATION_MISSING', 'MISPLACED'],
];

export const isReasonCode = (code: string): boolean => code in CODES;

const ENDING = [
	...['DATA_ENTRY_ERROR', 'SUPPLY_MAX_QUANTITY', 'NOT_ON_STOCK_LIST'],
	...['INSUFFICIENT_QUANTITY_RECONDITIONED', 'SUPPLIED_BY_GOVERNMENT', 'OTHER'],
];

const LISTS: Array<[activity: string, codes: string[]]> = [
	[
		'SUBSTITUTE_REQUISITION_ITEM',
		[
			...['SUBSTITUTION', 'SUBSTITUTION_WITHIN_PRODUCT_GROUP', 'REPLACED_BY_FORMULARY_ITEM'],
			...['STOCKOUT', 'LOW_STOCK', 'EXPIRED', 'DAMAGED', 'AVAILABLE_STOCK_RESERVED'],
			...ENDING,
		],
	],
	[
		'MODIFY_REQUISITION_ITEM',
		[
			...['PACKAGE_SIZE', 'STOCKOUT', 'LOW_STOCK', 'DAMAGED', 'EXPIRED'],
			...['INSUFFICIENT_CONSUMPTION', 'CANCELED_BY_REQUESTER', 'NON_FORMULARY_NO_SUBSTITUTION'],
			...['NOT_STOCKED', 'AVAILABLE_STOCK_RESERVED'],
			...ENDING,
		],
	],
	['ADJUST_INVENTORY', ADJUST],
	['CYCLE_COUNT', COUNT_REASONS],
];

/** Every other activity, the one of picking included, and none (recording `reads-of-every-page`). */
const DEFAULT = [
	...['STOCKOUT', 'LOW_STOCK', 'PACKAGE_SIZE', 'APPROVED_CHANGE', 'EARLIER_EXPIRATION_DATE'],
	...['SUPPLIED_BY_GOVERNMENT', 'COULD_NOT_LOCATE', 'REQUEST_ERROR'],
	...['NOT_NEEDED_BASED_ON_CONSUMPTION', 'BACKORDER', 'DUPLICATE_REQUEST'],
];

const ONLY_HERE = [
	'SUBSTITUTE_REQUISITION_ITEM',
	'MODIFY_REQUISITION_ITEM',
	'MODIFY_PICKLIST_ITEM',
	'ISSUE_STOCK',
];

/** Counting came later: before, the name of its activity is unknown (docs/openboxes/versions.md). */
const isActivity = (name: string, version: Version): boolean =>
	name === 'CYCLE_COUNT'
		? version.since('0.9.6')
		: ACTIVITIES.includes(name) || ONLY_HERE.includes(name);

function list(call: Call): Reply {
	const asked = call.query.getAll('activityCode');
	const unknown = asked.find((name) => !isActivity(name, call.world.version));
	if (unknown !== undefined) {
		throw illegalArgument(`No enum constant org.pih.warehouse.core.ActivityCode.${unknown}`);
	}
	const codes = LISTS.find(([activity]) => asked.includes(activity))?.[1] ?? DEFAULT;
	return data(codes.map(codeJson));
}

function read(call: Call): Reply {
	const { id } = call.params;
	if (!isReasonCode(id)) {
		throw illegalArgument(`No enum constant org.pih.warehouse.core.ReasonCode.${id}`);
	}
	return data(codeJson(id));
}

const codeJson = (id: string) => ({ id, name: CODES[id][0], sortOrder: CODES[id][1] });
