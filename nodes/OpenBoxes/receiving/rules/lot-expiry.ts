/** A lot that OpenBoxes knows. */
export interface KnownLot {
	lotNumber: string;
	/** `yyyy-MM-dd`; undefined = none stored. */
	expiry?: string;
}

interface ArrivedLot {
	/** Empty = no lot. */
	lotNumber: string;
	/** `yyyy-MM-dd` as on the delivery note. */
	expiry?: string;
	needsLotAndExpiry: boolean;
}

type ExpiryResult =
	| { expiry?: string; warning?: string; reason?: undefined }
	| { expiry?: undefined; warning?: undefined; reason: string };

/**
 * Which expiry to send with a lot. The server stores what it gets for the lot's stock everywhere,
 * nothing included (orders-and-receiving.md#shipment-lines), so a known date is always sent again and never
 * changed unasked.
 */
export function expiryToSend(
	arrived: ArrivedLot,
	known: KnownLot | undefined,
	/** `mayChangeExpiry` is left out where the operation has no such option. */
	options: { today: string; mayChangeExpiry?: boolean },
): ExpiryResult {
	const { lotNumber, expiry, needsLotAndExpiry } = arrived;
	if (lotNumber === '') {
		if (needsLotAndExpiry) {
			return { reason: 'the product needs a lot number and an expiration date' };
		}
		if (expiry !== undefined) return { reason: 'an expiration date needs a lot number' };
		return {};
	}
	const stored = known?.expiry;
	if (stored !== undefined && expiry !== undefined && stored !== expiry) {
		if (!options.mayChangeExpiry) {
			return {
				reason: `lot ${lotNumber} expires on ${stored} in OpenBoxes, on ${expiry} in the delivery. Correct one of them${options.mayChangeExpiry === undefined ? '' : ', or turn on "Change Expiry of Known Lots"'}`,
			};
		}
		if (expiry < options.today) return { reason: `lot ${lotNumber} expired on ${expiry}` };
		return {
			expiry,
			warning: `Lot ${lotNumber} now expires on ${expiry} instead of ${stored}, for its stock everywhere`,
		};
	}
	const used = expiry ?? stored;
	if (used === undefined && needsLotAndExpiry) {
		return { reason: `lot ${lotNumber} needs an expiration date` };
	}
	if (used !== undefined && used < options.today) {
		return { reason: `lot ${lotNumber} expired on ${used}` };
	}
	return { expiry: used };
}
