import { readDay } from '../values/day';
import type { Read } from '../values/read';
import { cleanText, hasBrokenCharacter, isRecordId, LONGEST_TEXT, quoted } from '../values/text';

/** Largest quantity OpenBoxes can store; beyond it the server wraps around in silence. */
export const LARGEST_QUANTITY = 2_147_483_647;

/** No product costs that much: it is a slip, and more than the database keeps. */
const PRICE_LIMIT = 1e15;

const WHOLE = /^\+?\d+$/;
const DECIMAL = /^\+?\d+(\.\d+)?$/;

/** Reads what one field of a line holds; `zone` is the workflow's. An empty field never gets here. */
export type CellReader<Value> = (value: unknown, zone: string) => Read<Value>;

/** A text, or a whole number that stands for one; nothing else can be told back as it was written. */
export const longTextCell: CellReader<string> = (value) => {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return { value: String(value) };
	if (typeof value !== 'string')
		return { reason: `${quoted(value)} is neither a text nor a whole number` };
	if (hasBrokenCharacter(value)) return { reason: `${quoted(value)} holds half of a character` };
	return { value: cleanText(value) };
};

export const textCell: CellReader<string> = (value, zone) => {
	const text = longTextCell(value, zone);
	if (text.reason !== undefined || text.value.length <= LONGEST_TEXT) return text;
	return {
		reason: `${quoted(text.value)} has ${text.value.length} characters, at most ${LONGEST_TEXT} are possible`,
	};
};

export const idCell: CellReader<string> = (value, zone) => {
	const text = textCell(value, zone);
	if (text.reason !== undefined || isRecordId(text.value)) return text;
	return { reason: `${quoted(text.value)} cannot be an ID of OpenBoxes` };
};

function wholeNumber(label: string, least: number): CellReader<number> {
	return (value) => {
		const text = typeof value === 'string' ? cleanText(value) : value;
		const number =
			typeof text === 'number'
				? text
				: typeof text === 'string' && WHOLE.test(text)
					? Number(text)
					: NaN;
		if (Number.isInteger(number) && number >= least && number <= LARGEST_QUANTITY)
			// Zero has no sign.
			return { value: number + 0 };
		return {
			reason: `${label} ${quoted(value)} must be a whole number from ${least} to ${LARGEST_QUANTITY}`,
		};
	};
}

export const quantityCell = wholeNumber('the quantity', 1);
/** Of goods that are counted on arrival, where 0 says that none came. */
export const countedCell = wholeNumber('the quantity', 0);
export const unitFactorCell = wholeNumber('the units per package', 1);
export const sortOrderCell = wholeNumber('the sort order', 0);

export const priceCell: CellReader<number> = (value) => {
	const text = typeof value === 'string' ? cleanText(value) : value;
	const number =
		typeof text === 'number'
			? text
			: typeof text === 'string' && DECIMAL.test(text)
				? Number(text)
				: NaN;
	return number >= 0 && number < PRICE_LIMIT
		? { value: number + 0 }
		: { reason: `the unit price ${quoted(value)} must be a number, 0 or more` };
};

export const flagCell: CellReader<boolean> = (value) => {
	const text = typeof value === 'string' ? cleanText(value).toLowerCase() : value;
	if (text === true || text === 'true') return { value: true };
	if (text === false || text === 'false') return { value: false };
	return { reason: `${quoted(value)} is neither true nor false` };
};

export const expiryCell: CellReader<string> = (value, zone) => {
	const day = readDay(value, 'the expiration date', zone);
	// The server refuses a lot that expired before.
	return day.value !== undefined && day.value < '2000-01-01'
		? { reason: `the expiration date ${quoted(value)} is before the year 2000` }
		: day;
};

/** A product as a text that may be any of its names, or as the object `{"id": …}` of the server's own answers. */
export const productCell: CellReader<{ productId?: string; anyCode?: string }> = (value, zone) => {
	if (typeof value !== 'object' || value === null) {
		const text = textCell(value, zone);
		return text.reason === undefined ? { value: { anyCode: text.value } } : text;
	}
	const keys = Object.keys(value);
	if (keys.length !== 1 || !('id' in value) || keys[0] !== 'id')
		return { reason: `give a text, or only the ID: {"id": "…"}, instead of ${quoted(value)}` };
	const id = idCell(value.id, zone);
	return id.reason === undefined ? { value: { productId: id.value } } : id;
};
