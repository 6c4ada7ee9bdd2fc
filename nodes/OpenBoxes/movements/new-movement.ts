import type { Referred } from '../catalogue/unknown-ids';
import { OpenBoxesError } from '../transport/openboxes-error';
import { givenProducts, type ResolvedMovementLine } from './movement-lines';

/** A movement as asked for. */
export interface NewMovement {
	originId: string;
	destinationId: string;
	description: string;
	/** Starts the description; the same reference is never created twice. */
	reference?: string;
	requestedById: string;
	/** `yyyy-MM-dd`. */
	dateRequested: string;
	stocklistId?: string;
	/** A request that the destination makes of the origin (stock-movements.md#requests). */
	isRequest: boolean;
	lines: readonly ResolvedMovementLine[];
}

/** What it refers to by an ID. */
export function idsOf(movement: NewMovement): Referred[] {
	return [
		{ domain: 'location', field: 'Origin', id: movement.originId },
		{ domain: 'location', field: 'Destination', id: movement.destinationId },
		{ domain: 'person', field: 'Requested By', id: movement.requestedById },
		{ domain: 'requisition', field: 'Stock List', id: movement.stocklistId },
		...givenProducts(movement.lines),
	];
}

/** The generated name holds the description and more in 255 characters; longer ones are a 500. */
const LONGEST_DESCRIPTION = 180;

/** What can be told before anything is sent. */
export function checkNewMovement(movement: NewMovement, description: string): void {
	if (movement.originId === movement.destinationId) {
		throw new OpenBoxesError(
			'The stock movement was not created: origin and destination are the same',
			{ description: 'Choose two different locations.' },
		);
	}
	if (description.length > LONGEST_DESCRIPTION) {
		throw new OpenBoxesError(
			`The stock movement was not created: the description has ${description.length} characters`,
			{ description: `At most ${LONGEST_DESCRIPTION} are possible, reference included.` },
		);
	}
	if (movement.reference?.includes('\\')) {
		throw new OpenBoxesError(
			`The stock movement was not created: the reference "${movement.reference}" contains "\\"`,
			{ description: "OpenBoxes' search cannot find it again. Leave the character out." },
		);
	}
}
