import type { LineKind } from './line-reader';
import { neededProductNames, PRODUCT_NAMES } from './product-names';
import { optionalUnits, singleUnits } from './units';

const COUNT = ['quantity', 'unit', 'unitFactor'] as const;
const PACKING = ['pallet', 'box', 'recipient', 'comment', 'sortOrder'] as const;

const DRAFT = [
	...PRODUCT_NAMES,
	...COUNT,
	'lot',
	'expirationDate',
	...PACKING,
	'keepSerial',
] as const;
const SENT = [...DRAFT, 'bin'] as const;
const PICKS = [...PRODUCT_NAMES, ...COUNT, 'lot', 'bin'] as const;
const CHANGE = ['id', ...COUNT, 'lot', 'expirationDate', ...PACKING, 'delete'] as const;

/** A line to add: how much of which product, and what is known about it. */
export interface NewMovementLine {
	productId?: string;
	productCode?: string;
	barcode?: string;
	anyCode?: string;
	/** Single units. */
	quantity: number;
	lot?: string;
	bin?: string;
	/** `yyyy-MM-dd`. */
	expirationDate?: string;
	pallet?: string;
	box?: string;
	recipient?: string;
	comment?: string;
	sortOrder?: number;
}

/** A change of a line; what is absent stays as it is, an empty text clears. */
export interface MovementLineChange {
	id: string;
	quantity?: number;
	lot?: string;
	/** `yyyy-MM-dd`. */
	expirationDate?: string;
	pallet?: string;
	box?: string;
	recipient?: string;
	comment?: string;
	sortOrder?: number;
	delete: boolean;
}

const toNewLine: LineKind<(typeof SENT)[number], NewMovementLine>['toLine'] = (cells) => {
	const names = neededProductNames(cells);
	if (names.reason !== undefined) return names;
	const units = singleUnits(cells);
	if (units.reason !== undefined) return units;
	const { lot, bin, expirationDate, pallet, box, recipient, comment, sortOrder } = cells;
	if (box !== undefined && pallet === undefined)
		return { reason: `box "${box}" needs the name of the pallet that it stands on` };
	const packing = { pallet, box, recipient, comment, sortOrder };
	return { value: { ...names.value, quantity: units.value, lot, bin, expirationDate, ...packing } };
};

type NewLines = LineKind<(typeof SENT)[number], NewMovementLine>;

/** Lines of a draft, whose lots and bins are chosen when it is sent. */
export const draftLines: NewLines = {
	of: 'a line of a draft',
	example: '[{"productCode": "10001", "quantity": 20}]',
	takes: DRAFT,
	toLine: toNewLine,
};

/** Lines to create and send at once, where a lot and bin say what leaves. */
export const sentLines: NewLines = {
	of: 'a line to send',
	example: '[{"productCode": "10001", "quantity": 20, "lot": "IBU-A"}]',
	takes: SENT,
	toLine: toNewLine,
};

/** Lots to pick for a movement that exists. */
export const pickLots: NewLines = {
	of: 'a lot to send',
	example: '[{"productCode": "10001", "quantity": 20, "lot": "IBU-A"}]',
	takes: PICKS,
	toLine: toNewLine,
};

export const movementLineChanges: LineKind<(typeof CHANGE)[number], MovementLineChange> = {
	of: 'a change of a line',
	example: '[{"id": "li-001", "quantity": 1500}]',
	takes: CHANGE,
	clears: ['lot', 'expirationDate', 'pallet', 'box', 'recipient', 'comment'],
	least: 'one line ID and what to change',
	toLine: (cells) => {
		const { id, lot, expirationDate } = cells;
		if (id === undefined) return { reason: 'the line ID is missing' };
		const units = optionalUnits(cells);
		if (units.reason !== undefined) return units;
		const { pallet, box, recipient, comment, sortOrder } = cells;
		const packing = { pallet, box, recipient, comment, sortOrder };
		const isDeleted = cells.delete === true;
		return {
			value: { id, quantity: units.value, lot, expirationDate, ...packing, delete: isDeleted },
		};
	},
};
