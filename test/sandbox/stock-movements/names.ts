import type { Row, Value } from '../store/table';
import type { World } from '../world';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * `636FCQ-464QZP-10Feb2026-TRK-77-demo`, blanks removed: origin, destination, date, stock list,
 * tracking number, description. A name that a client sends is overwritten (stock-movements.md#create).
 */
export function movementName({ store }: World, parts: Record<string, Value>): string {
	const place = (id: Value) => {
		const location: Row | undefined = store.get('location', id);
		return String(location?.locationNumber ?? location?.name ?? null);
	};
	return [
		place(parts.origin),
		place(parts.destination),
		dayMonthYear(parts.dateRequested),
		store.get('requisition', parts.stocklist)?.name,
		parts.trackingNumber,
		parts.description,
	]
		.filter((part) => part !== undefined && part !== null && part !== '')
		.join('-')
		.replace(/ /g, '');
}

function dayMonthYear(value: Value): string | undefined {
	if (typeof value !== 'number') return undefined;
	const date = new Date(value);
	const day = String(date.getUTCDate()).padStart(2, '0');
	return `${day}${MONTHS[date.getUTCMonth()]}${date.getUTCFullYear()}`;
}
