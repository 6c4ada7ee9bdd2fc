import { illegalArgument } from '../errors';
import { data, type Reply } from '../reply';
import type { Call, Route } from '../router';

/** Short lists that pickers show (note 05 §10). */
export const optionRoutes: Route[] = [
	{ method: 'GET', pattern: '/api/reasonCodes', access: 'read', handler: reasonCodes },
];

type Code = [id: string, name: string, sortOrder: number];

const ADJUST: Code[] = [
	['CONSUMED', 'Consumed', 24],
	['CORRECTION', 'Correction', 30],
	['DAMAGED', 'Damaged product', 4],
	['DATA_ENTRY_ERROR', 'Data entry error', 16],
	['EXPIRED', 'Expired product', 3],
	['FOUND', 'Found', 26],
	['MISSING', 'Missing', 27],
	['RECOUNTED', 'Recounted', 29],
	['REJECTED', 'Rejected', 32],
	['RETURNED', 'Returned', 25],
	['SCRAPPED', 'Scrapped', 31],
	['STOLEN', 'Stolen', 28],
	['OTHER', 'Other', 100],
];

const COUNT: Code[] = [
	...ADJUST,
	['BIN_CORRECTION', 'Bin correction', 39],
	['LOT_CORRECTION', 'Lot correction', 40],
	['INCORRECT_LOT_PICKED', 'Incorrect lot picked', 41],
	['FIX_NEGATIVE_INVENTORY', 'Fix negative inventory', 42],
	['INBOUND_NOT_RECORDED', 'Inbound not recorded', 43],
	['OUTBOUND_NOT_RECORDED', 'Outbound not recorded', 44],
	['RETURN_NOT_RECORDED', 'Return not recorded', 45],
	['ERROR_IN_INBOUND', 'Error in inbound', 46],
	['ERROR_IN_OUTBOUND', 'Error in outbound', 47],
	['BIN_LOCATION_MISSING', 'Bin location missing', 48],
	['MISPLACED', 'Misplaced', 49],
];

/** The codes of counting came later: before, the name of the activity is unknown (note 06 §4). */
function reasonCodes(call: Call): Reply {
	const activity = call.query.get('activityCode');
	const counts = activity === 'CYCLE_COUNT';
	if (counts && call.world.version.before('0.9.6')) {
		throw illegalArgument('No enum constant org.pih.warehouse.core.ActivityCode.CYCLE_COUNT');
	}
	if (!counts && activity !== 'ADJUST_INVENTORY') {
		throw illegalArgument(`The sandbox knows no reason codes of ${String(activity)}`);
	}
	const codes = counts ? COUNT : ADJUST;
	return data(codes.map(([id, name, sortOrder]) => ({ id, name, sortOrder })));
}
