import { toServerDay } from '../../values/server-date';

/** What is to change of a line; undefined stays as it is, empty text clears. */
export interface LineChange {
	id: string;
	quantity?: number;
	lot?: string;
	/** `yyyy-MM-dd`. */
	expiry?: string;
	pallet?: string;
	box?: string;
	recipient?: string;
	comment?: string;
	sortOrder?: number;
	delete: boolean;
}

/** A line as the server shows it. */
export interface SavedLine {
	id: string;
	product?: { id: string } | null;
	quantityRequested?: number | null;
	lotNumber?: string | null;
	/** As the server writes it, `MM/dd/yyyy`; goes back as it came. */
	expirationDate?: string | null;
	palletName?: string | null;
	boxName?: string | null;
	recipient?: { id?: string | null } | null;
	comments?: string | null;
	quantityCounted?: number | null;
	sortOrder?: number | null;
	orderItemId?: string | null;
}

/** Why a change cannot be made; undefined when it can. */
export function changeMismatch(line: SavedLine, change: LineChange): string | undefined {
	const others = [
		change.quantity,
		change.lot,
		change.expiry,
		change.pallet,
		change.box,
		change.recipient,
		change.comment,
		change.sortOrder,
	];
	const hasOthers = others.some((value) => value !== undefined);
	if (change.delete) {
		return hasOthers ? 'it is to be deleted and changed: say only one of both' : undefined;
	}
	if (!hasOthers) return 'nothing to change is given';
	const pallet = change.pallet ?? line.palletName ?? '';
	const box = change.box ?? line.boxName ?? '';
	return box !== '' && pallet === ''
		? `box "${box}" needs the name of the pallet that it stands on`
		: undefined;
}

function text(changed: string | undefined, saved: string | null | undefined): string | null {
	const value = changed ?? saved ?? '';
	return value === '' ? null : value;
}

/**
 * The whole line with the change in it: the server clears whatever is not sent (stock-movements.md#lines).
 * Only ids go out in references, since other keys would be written into the referenced record
 * (stock-rules.md#references).
 */
export function fullLine(line: SavedLine, change: LineChange): Record<string, unknown> {
	const recipient = text(change.recipient, line.recipient?.id);
	const expiry =
		change.expiry === undefined || change.expiry === ''
			? change.expiry
			: toServerDay(change.expiry);
	return {
		id: line.id,
		...(line.product ? { product: { id: line.product.id } } : {}),
		quantityRequested: change.quantity ?? line.quantityRequested ?? 0,
		lotNumber: text(change.lot, line.lotNumber),
		expirationDate: text(expiry, line.expirationDate),
		palletName: text(change.pallet, line.palletName),
		boxName: text(change.box, line.boxName),
		recipient: recipient === null ? null : { id: recipient },
		comments: text(change.comment, line.comments),
		...(line.quantityCounted === null || line.quantityCounted === undefined
			? {}
			: { quantityCounted: line.quantityCounted }),
		sortOrder: change.sortOrder ?? line.sortOrder ?? 0,
		...(line.orderItemId ? { orderItemId: line.orderItemId } : {}),
	};
}
