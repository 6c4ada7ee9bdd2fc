import { textKey } from '../../values/same-text';
import { toServerDay } from '../../values/server-date';

/** A line of a shipment as the receiving page shows it, quantities in single units. */
export interface ShipmentLine {
	/** Only in an open draft. */
	receiptItemId?: string;
	shipmentItemId: string;
	/** Pallet or box it is packed in. */
	containerId?: string;
	productId: string;
	productCode: string;
	productName: string;
	needsLotAndExpiry: boolean;
	/** Empty = no lot. */
	lotNumber: string;
	/** `yyyy-MM-dd`. */
	expiry?: string;
	/**
	 * What the server pre-fills or the draft says; not where received goods lie
	 * (orders-and-receiving.md#receiving).
	 */
	binId?: string;
	binName?: string;
	shipped: number;
	received: number;
	canceled: number;
	/** In the open draft. */
	receiving?: number;
	comment?: string;
}

/** What arrived of one line of a shipment, to be put into a draft. */
export interface ReceiptLine {
	shipmentItemId: string;
	containerId?: string;
	productId: string;
	/** Single units, 0 or more. */
	quantity: number;
	lotNumber: string;
	/** `yyyy-MM-dd`, that of the lot; without it the server gives the lot the shipped lot's expiry. */
	expiry?: string;
	/** Undefined = what the server pre-fills. */
	binId?: string;
	comment?: string;
	/** Whether what is missing of the line will not come any more. */
	closeShort: boolean;
	/** Units of the shipment line that this part stands for; the parts of a split line add up to it. */
	shipped: number;
	/** Set when one shipment line arrives in several lots or bins. */
	split?: 'original' | 'new';
}

type Body = Record<string, unknown>;

function toItem(line: ReceiptLine): Body {
	return {
		shipmentItemId: line.shipmentItemId,
		// Both keys must be there, or the server fails (orders-and-receiving.md#receiving).
		receiptItemId: null,
		...(line.split === 'original' ? { originalLine: true } : {}),
		...(line.split === 'new' ? { newLine: true, product: { id: line.productId } } : {}),
		...(line.split ? { quantityShipped: line.shipped } : {}),
		quantityReceiving: line.quantity,
		lotNumber: line.lotNumber === '' ? null : line.lotNumber,
		...(line.expiry === undefined ? {} : { expirationDate: toServerDay(line.expiry) }),
		...(line.binId === undefined ? {} : { binLocation: { id: line.binId } }),
		...(line.comment === undefined ? {} : { comment: line.comment }),
	};
}

/**
 * Lines under the pallet or box they are packed in; outside of it the server loses them
 * (orders-and-receiving.md#receiving).
 */
function byContainer(lines: ReadonlyArray<{ containerId?: string; item: Body }>): Body[] {
	const containers = new Map<string, Body[]>();
	for (const { containerId = '', item } of lines) {
		containers.set(containerId, [...(containers.get(containerId) ?? []), item]);
	}
	return [...containers].map(([id, shipmentItems]) => ({
		...(id === '' ? {} : { container: { id } }),
		shipmentItems,
	}));
}

/** Body of the call that saves a draft. `delivered` as the server reads it; left out = now. */
export function toDraftBody(lines: readonly ReceiptLine[], delivered?: string): Body {
	return {
		receiptStatus: 'PENDING',
		...(delivered === undefined ? {} : { dateDelivered: delivered }),
		containers: byContainer(
			lines.map((line) => ({ containerId: line.containerId, item: toItem(line) })),
		),
	};
}

/** Which draft line holds which of our lines. */
type DraftMatch =
	| { pairs: Array<{ line: ReceiptLine; saved: ShipmentLine }>; difference?: undefined }
	| { pairs?: undefined; difference: string };

/** Empty and missing lots are the same; case does not count for the server. */
function lotOf(line: { lotNumber: string }): string {
	return textKey(line.lotNumber);
}

/** Comment of a draft line that nobody will receive. */
const EMPTIED = 'not received: booked by another receipt';

/** Whether a line of a draft was emptied by its run, so that whoever completes the draft books 0 of it. */
export function isEmptied({ receiving, comment }: ShipmentLine): boolean {
	return receiving === 0 && comment === EMPTIED;
}

function isSame(line: ReceiptLine, saved: ShipmentLine): boolean {
	return (
		saved.shipmentItemId === line.shipmentItemId &&
		saved.receiving === line.quantity &&
		lotOf(saved) === lotOf(line) &&
		(line.expiry === undefined || saved.expiry === line.expiry) &&
		(line.binId === undefined || saved.binId === line.binId) &&
		// A packed line that lost its container is shown with nothing shipped, and is not saved.
		saved.shipped === line.shipped
	);
}

function describe({ productCode, productName, lotNumber }: ShipmentLine): string {
	return [productCode, productName, lotNumber && `lot ${lotNumber}`].filter(Boolean).join(' ');
}

/**
 * Compares the lines of a draft with what was sent or is going to be sent. Order does not count, because the server
 * keeps none; each must be one of `isOurs`, none may be missing, and nothing more may be there than `mayHold` allows,
 * since completing books all.
 */
export function compareDraft(
	lines: readonly ReceiptLine[],
	view: readonly ShipmentLine[],
	isOurs: (line: ShipmentLine) => boolean,
	mayHold: (line: ShipmentLine) => boolean = () => false,
): DraftMatch {
	const left = view.filter((line) => line.receiptItemId !== undefined);
	const pairs: Array<{ line: ReceiptLine; saved: ShipmentLine }> = [];
	for (const line of lines) {
		const index = left.findIndex((saved) => isOurs(saved) && isSame(line, saved));
		if (index < 0) {
			const near = left.find((saved) => saved.shipmentItemId === line.shipmentItemId);
			return {
				difference: near
					? `${describe(near)}: ${near.receiving ?? 0} in the draft${near.binName ? ` for ${near.binName}` : ''} instead of ${line.quantity}${line.lotNumber ? ` of lot ${line.lotNumber}` : ''}`
					: `${line.quantity} of shipment line ${line.shipmentItemId} are missing in the draft`,
			};
		}
		pairs.push({ line, saved: left[index] });
		left.splice(index, 1);
	}
	const more = left.filter((line) => !mayHold(line));
	if (more.length > 0) {
		return { difference: `the draft also holds ${more.map(describe).join(', ')}` };
	}
	return { pairs };
}

/** Body of the call that completes a draft; only lines to be closed short are sent again. */
export function toCompletionBody(
	pairs: ReadonlyArray<{ line: ReceiptLine; saved: ShipmentLine }>,
): Body {
	// The server reads `cancelRemaining` only here, and only with the id of the draft line
	// (orders-and-receiving.md#partial).
	const closing = pairs.filter(({ line }) => line.closeShort);
	return {
		receiptStatus: 'COMPLETED',
		...(closing.length === 0
			? {}
			: {
					containers: byContainer(
						closing.map(({ line, saved }) => ({
							containerId: line.containerId,
							item: {
								shipmentItemId: line.shipmentItemId,
								receiptItemId: saved.receiptItemId ?? null,
								quantityReceiving: line.quantity,
								cancelRemaining: true,
							},
						})),
					),
				}),
	};
}

/** Bodies that empty a draft's lines and complete it, which books 0 of each. */
export function toDiscardBodies(lines: readonly ShipmentLine[]): { empty: Body; complete: Body } {
	return {
		empty: {
			receiptStatus: 'PENDING',
			containers: byContainer(
				lines.map((line) => ({
					containerId: line.containerId,
					item: {
						shipmentItemId: line.shipmentItemId,
						receiptItemId: line.receiptItemId ?? null,
						quantityReceiving: 0,
						comment: EMPTIED,
					},
				})),
			),
		},
		complete: { receiptStatus: 'COMPLETED' },
	};
}
