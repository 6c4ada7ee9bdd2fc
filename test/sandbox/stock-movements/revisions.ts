import { illegalArgument, invalid } from '../errors';
import type { Row, Value } from '../store/table';
import type { World } from '../world';
import type { LineInput } from './line-input';
import { catchUp, removePicksAndItems } from './lines';
import {
	insertLine,
	isCanceled,
	isChanged,
	picksOf,
	touchLine,
	undoneChanges,
} from './request-lines';

const refused = (...messages: string[]): Error =>
	invalid(messages, 'Validation errors on requisition item');

/** `POST …/reviseItems`: another quantity with a reason; "0" cancels (stock-movements.md#lines). */
export function reviseLines(
	world: World,
	user: string,
	requisition: Row,
	lines: LineInput[],
): void {
	const revised: Row[] = [];
	for (const input of lines) {
		const line = world.store.get('requisitionItem', input.id);
		if (!line || line.requisition !== requisition.id) {
			throw illegalArgument(`Could not find stock movement item with ID ${String(input.id)}`);
		}
		removePicksAndItems(world, line);
		const undone =
			isChanged(world, line) || isCanceled(world, line) ? undoneChanges(world, line) : {};
		reviseLine(world, user, line, input, undone);
		revised.push(line);
	}
	catchUp(world, requisition, revised);
}

function reviseLine(
	world: World,
	user: string,
	line: Row,
	input: LineInput,
	undone: Record<string, Value>,
): void {
	const { quantityRevised: quantity, reasonCode } = input;
	if (quantity !== 0) refuseRevision(line, quantity, reasonCode);
	else if (!reasonCode) throw refused('Must specify a valid reason code');
	const modification =
		quantity === 0
			? undefined
			: insertLine(world, user, {
					requisition: line.requisition,
					requisitionItemType: 'QUANTITY_CHANGE',
					parentRequisitionItem: line.id,
					product: line.product,
					orderIndex: line.orderIndex,
					quantity,
					quantityApproved: quantity,
				});
	touchLine(world, line, 1, {
		...undone,
		quantityApproved: 0,
		// The whole old quantity counts as canceled, the revision is a line of its own.
		quantityCanceled: line.quantity,
		cancelReasonCode: reasonCode,
		cancelComments: input.comments,
		modificationItem: modification?.id ?? null,
	});
}

/** Any text is a reason; it is not looked up (stock-movements.md#lines). */
function refuseRevision(line: Row, quantity: number | null, reasonCode: Value): void {
	const problems: string[] = [];
	if (quantity === (line.quantity ?? null)) problems.push('Must change quantity or package size');
	if (quantity === null || quantity < 0) problems.push('Quantity be greater than 0');
	if (!reasonCode) problems.push('Must specify a reason code');
	if (problems.length > 0) throw refused(...problems);
}

/** `revertItem`: the line is as it was asked for. */
export function revertLine(world: World, line: Row): void {
	removePicksAndItems(world, line);
	touchLine(world, line, 1, { ...undoneChanges(world, line), quantityApproved: line.quantity });
}

export interface Substitution {
	product: Row | undefined;
	quantity: number | null;
	reasonCode: Value;
	comments: Value;
	sortOrder: Value;
}

/** A substitution is saved three times: the old line, the substitute, the approval. */
const SAVES_OF_A_SUBSTITUTION = 3;

/** `substituteItem`: other products instead of the line (stock-movements.md#lines). */
export function substituteLine(
	world: World,
	user: string,
	line: Row,
	substitutions: Substitution[],
): void {
	removePicksAndItems(world, line);
	const undone = undoneChanges(world, line);
	if (substitutions.length === 0) {
		touchLine(world, line, 1, { ...undone, quantityApproved: line.quantity });
		return;
	}
	let last: Row | undefined;
	for (const one of substitutions) {
		refuseSubstitution(one);
		last = insertLine(world, user, {
			requisition: line.requisition,
			requisitionItemType: 'SUBSTITUTION',
			parentRequisitionItem: line.id,
			product: one.product?.id,
			quantity: one.quantity,
			quantityApproved: one.quantity,
			orderIndex: one.sortOrder || line.orderIndex,
		});
	}
	touchLine(world, line, SAVES_OF_A_SUBSTITUTION, {
		...undone,
		quantityApproved: 0,
		quantityCanceled: line.quantity,
		cancelReasonCode: substitutions[0].reasonCode,
		cancelComments: substitutions[0].comments,
		substitutionItem: last?.id ?? null,
	});
}

function refuseSubstitution(one: Substitution): void {
	const problems: string[] = [];
	if (!one.product) problems.push('Must specify a valid product');
	if (one.quantity === null || one.quantity <= 0) problems.push('Must specify a valid quantity');
	if (!one.reasonCode) problems.push('Must specify a valid reason code');
	if (problems.length > 0) throw refused(...problems);
}

/**
 * `cancelItem` reads no reason from the body, only one that the line already has; so a fresh line is
 * refused, and a revised one stays as it is (stock-movements.md#lines).
 */
export function cancelLine(world: World, line: Row): void {
	removePicksAndItems(world, line);
	if (!line.cancelReasonCode) throw refused('Must specify a valid reason code');
	if (isCanceled(world, line)) throw refused('Requisition item has already been canceled');
	for (const pick of picksOf(world, line)) world.store.remove('picklistItem', pick);
	const unchanged =
		line.quantityCanceled === line.quantity && Number(line.quantityApproved ?? 0) === 0;
	if (!unchanged)
		touchLine(world, line, 1, { quantityCanceled: line.quantity, quantityApproved: 0 });
}
