import type { Connection } from '../transport/connection';
import { toOpenBoxesError, type OpenBoxesError } from '../transport/openboxes-error';
import { takeStep } from './change-status';
import type { MovementRecord } from './movement-record';
import { pickLines, releasePicks, type PickChoice, type PickOutcome } from './picks';

/** Times that what the server refuses is tried. */
const MOST_ROUNDS = 3;
/** The pause between them is drawn up to this, so that two that met do not meet again. */
const LONGEST_PAUSE_MS = 1800;

const isRefused = ({ httpStatus }: OpenBoxesError): boolean => httpStatus === 400;

/**
 * Brings a movement to packed. Two that picked the same boxes at the same moment are both refused then, for as long as
 * both hold them (stock-movements.md#same-pick); so each looks again, and what is not there gives its picks back.
 */
export async function pickAndPack(
	connection: Connection,
	record: MovementRecord,
	choice: PickChoice,
): Promise<PickOutcome> {
	for (let round = 1; ; round++) {
		const at: MovementRecord = round === 1 ? record : { ...record, status: 'picking' };
		const picked = await pickLines(connection, at, choice, round > 1);
		try {
			// CHECKING does what PICKED does and sets the date to now: else a draft of last week would be
			// booked on the day it was made (stock-movements.md#read).
			await takeStep(connection, at, { status: 'CHECKING' }, 'packed');
			return picked;
		} catch (error) {
			const failure = toOpenBoxesError(error);
			if (!isRefused(failure)) throw failure;
			if (round === MOST_ROUNDS) {
				await releasePicks(connection, at, picked.lines);
				throw failure;
			}
		}
		await connection.pause(Math.random() * LONGEST_PAUSE_MS);
	}
}

/** Another movement that picked the same gives it back once it was not packed. */
export async function onceOthersGaveWay<T>(
	connection: Connection,
	ship: () => Promise<T>,
): Promise<T> {
	for (let round = 1; ; round++) {
		try {
			return await ship();
		} catch (error) {
			const failure = toOpenBoxesError(error);
			if (round === MOST_ROUNDS || !isRefused(failure)) throw failure;
		}
		await connection.pause(LONGEST_PAUSE_MS);
	}
}
