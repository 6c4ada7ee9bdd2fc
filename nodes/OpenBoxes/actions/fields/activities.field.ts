import type { INodeProperties } from 'n8n-workflow';
import { OpenBoxesError } from '../../transport/openboxes-error';
import { quoted } from '../../values/text';

/** What a place can do, by the server's codes; it stores unknown ones as well (warehouse.md#locations). */
const CODES = [
	'ADJUST_INVENTORY',
	'ALLOW_OVERPICK',
	'APPROVE_ORDER',
	'APPROVE_REQUEST',
	'AUTOSAVE',
	'CONSUME_STOCK',
	'CROSS_DOCKING',
	'CYCLE_COUNT',
	'DYNAMIC_CREATION',
	'ENABLE_CENTRAL_PURCHASING',
	'ENABLE_NOTIFICATIONS',
	'EXTERNAL',
	'FULFILL_ORDER',
	'FULFILL_REQUEST',
	'HOLD_STOCK',
	'MANAGE_INVENTORY',
	'PACK_SHIPMENT',
	'PARTIAL_RECEIVING',
	'PICK_STOCK',
	'PLACE_ORDER',
	'PLACE_REQUEST',
	'PUTAWAY_STOCK',
	'RECEIVE_STOCK',
	'REQUIRE_ACCOUNTING',
	'SEND_STOCK',
	'SUBMIT_REQUEST',
];

/** `HOLD_STOCK` → `Hold Stock`. */
function label(code: string): string {
	return code
		.split('_')
		.map((word) => word.charAt(0) + word.slice(1).toLowerCase())
		.join(' ');
}

export const activitiesField: INodeProperties = {
	displayName: 'Activities',
	name: 'activities',
	type: 'multiOptions',
	default: [],
	options: CODES.map((value) => ({ name: label(value), value })),
	description: 'What the place can do',
};

/** Codes that were chosen; undefined when the field is not there. */
export function readActivities(value: unknown): string[] | undefined {
	if (value === undefined || value === null) return undefined;
	const given: unknown[] = Array.isArray(value) ? value : String(value).split(',');
	const codes = given
		.map((one) => String(one).trim().toUpperCase().replace(/ /g, '_'))
		.filter((one) => one !== '' && one !== 'NONE');
	const unknown = codes.find((one) => !CODES.includes(one));
	if (unknown === undefined) return codes;
	throw new OpenBoxesError(`${quoted(unknown)} is no activity of a location`, {
		description: `There are: ${CODES.join(', ')}.`,
	});
}
