import type { Read } from '../values/read';
import { textKey } from '../values/same-text';
import { quoted } from '../values/text';

interface DatedLine {
	/** From 1, for messages. */
	position: number;
	lot?: string;
	/** `yyyy-MM-dd`. */
	expiry?: string;
}

/**
 * One lot has one expiration date: a line that gives none has that of the other lines of its lot.
 *
 * @param productOf tells lots of one number apart
 */
export function withLotDates<Line extends DatedLine>(
	lines: readonly Line[],
	productOf: (line: Line) => string,
): Read<Line[]> {
	const keyOf = (line: Line): string => `${productOf(line)}|${textKey(line.lot ?? '')}`;
	const first = new Map<string, Line>();
	for (const line of lines) {
		if (line.lot === undefined || line.expiry === undefined) continue;
		const before = first.get(keyOf(line));
		if (before === undefined) first.set(keyOf(line), line);
		else if (before.expiry !== line.expiry) {
			return {
				reason: `lot ${quoted(line.lot)} has two expiration dates: ${before.expiry} in line ${before.position}, ${line.expiry} in line ${line.position}`,
			};
		}
	}
	return {
		value: lines.map((line) =>
			line.lot === undefined ? line : { ...line, expiry: first.get(keyOf(line))?.expiry },
		),
	};
}
