import { listSchema, movementSchema, type Movement } from '../schemas';
import type { OnceWrite } from '../once/do-once';
import type { MarkedRow } from '../once/rules/keeper';
import {
	carriesReference,
	markPattern,
	readDocumentMark,
	shortHash,
	toMarkedText,
} from '../once/rules/mark';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { toOpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';
import { isMissing } from '../transport/missing';
import { storableText } from '../values/storable-text';
import { deleteMovement } from './delete-movement';
import { movementError, readMovement, stateText, type MovementRecord } from './movement-record';
import type { NewMovement } from './new-movement';
import { rollBackMovement } from './roll-back';
import { addTo } from '../../shared/sums';

/** A movement that carries a reference. */
interface ReferencedMovement extends MarkedRow {
	description: string;
}

/** The goods and places that were asked for; the order of lines does not count. */
function contentHash(movement: NewMovement): string {
	const totals = new Map<string, number>();
	for (const { product, lot, bin, quantity } of movement.lines) {
		const key = JSON.stringify([product.id, lot ?? '', bin ?? '']);
		addTo(totals, key, quantity);
	}
	const lines = [...totals].sort(([a], [b]) => (a < b ? -1 : 1));
	const { originId, destinationId, isRequest, stocklistId = '' } = movement;
	return shortHash([originId, destinationId, isRequest, stocklistId, lines]);
}

/** The description as it is stored: with a reference it begins with the mark that finds it again. */
export function storedDescription(movement: NewMovement): string {
	const { reference, description } = movement;
	if (reference === undefined) return storableText(description);
	return toMarkedText({ reference, hash: contentHash(movement), text: description });
}

/** The description as its author wrote it, behind the reference. */
export function shownDescription(description: string | null | undefined): string | null {
	const mark = readDocumentMark(description);
	if (!mark) return description ?? null;
	return [mark.reference, mark.text].filter(Boolean).join(' ');
}

/** Another text behind the mark, which stays: without it the reference would be made anew. */
export function withNewText(description: string | null | undefined, text: string): string {
	const mark = readDocumentMark(description);
	return mark ? toMarkedText({ ...mark, text }) : text;
}

/** The side whose numbers the references are: the own location, or the origin between two others. */
function isOfSameHome(row: Movement, movement: NewMovement, homeId: string): boolean {
	const isAsking = movement.destinationId === homeId && movement.originId !== homeId;
	return isAsking
		? row.destination?.id === movement.destinationId
		: row.origin?.id === movement.originId;
}

async function find(
	connection: Connection,
	movement: NewMovement,
	reference: string,
): Promise<ReferencedMovement[]> {
	const { kind, location } = await connection.serverInfo();
	const rows =
		kind === 'documented'
			? await getPages(connection, apiPath('stockMovements'), {})
			: listSchema.parse(
					await connection.search('requisition', [
						{ property: 'description', operator: 'like', value: markPattern(reference) },
					]),
				).data;
	return rows
		.map((row) => movementSchema.parse(row))
		.filter((row) => carriesReference(row.description, reference))
		.filter((row) => isOfSameHome(row, movement, location.id))
		.map(({ id, dateCreated, description }) => ({
			id,
			dateCreated,
			description: description ?? '',
		}));
}

function describe({ movement }: MovementRecord): string {
	const lines = (movement.lineItems ?? []).map(
		({ productCode, product, quantityRequested }) =>
			`${quantityRequested ?? 0} of ${productCode ?? product?.productCode ?? product?.id ?? '?'}`,
	);
	const few = lines.slice(0, 5).join(', ');
	const more = lines.length > 5 ? ` and ${lines.length - 5} more` : '';
	return `${movement.identifier ?? movement.id} from ${movement.origin?.name ?? '?'} to ${movement.destination?.name ?? '?'}, made for other goods or places (now ${few || 'no lines'}${more})`;
}

/** Undoes the sending if need be and deletes the movement; it may be gone already. */
async function takeBack(connection: Connection, id: string): Promise<void> {
	try {
		let record = await readMovement(connection, id);
		if (record.status === 'received' || record.status === 'partiallyReceived') {
			throw movementError(
				record,
				'taken back',
				stateText(record),
				'Its goods are in stock at the destination already. Roll it back and delete it in OpenBoxes.',
			);
		}
		if (record.status === 'shipped')
			record = await rollBackMovement(connection, record, 'beforeSending');
		await deleteMovement(connection, record);
	} catch (error) {
		if (!isMissing(error)) throw toOpenBoxesError(error);
	}
}

/** What creating a movement and creating and sending one have in common for `doOnce`. */
export function movementOnce(
	connection: Connection,
	movement: NewMovement,
	reference: string,
): Pick<
	OnceWrite<ReferencedMovement, never>,
	'subject' | 'key' | 'find' | 'difference' | 'takeBack'
> {
	const hash = contentHash(movement);
	return {
		subject: `a stock movement with the reference "${reference}"`,
		key: `movement|${movement.originId}|${movement.destinationId}|${reference}`,
		find: async () => await find(connection, movement, reference),
		difference: async ({ id, description }) => {
			if (readDocumentMark(description)?.hash === hash) return undefined;
			return describe(await readMovement(connection, id));
		},
		takeBack: async ({ id }) => await takeBack(connection, id),
	};
}
