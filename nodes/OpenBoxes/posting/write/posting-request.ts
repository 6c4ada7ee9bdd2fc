import type { PostingMovement } from '../rules/transaction-type';
import type { LotChoice, ShortageMode } from '../../stock/rules/allocate';
import type { OpenBoxesError } from '../../transport/openboxes-error';
import type { ProductName } from '../../lines/product-names';
import type { ResolvedProduct } from '../../catalogue/products';

/** One line as asked for. */
export interface RequestedLine extends ProductName {
	/** Position in the request, from 1, for messages. */
	position: number;
	/** Base units, a positive whole number. */
	quantity: number;
	/** Lot number or id. */
	lot?: string;
	/** Name, number or id of a bin. */
	bin?: string;
	/** Of a lot that is to be created, as `yyyy-MM-dd`. */
	expirationDate?: string;
	comment?: string;
}

/** One transaction as asked for: a sale, a write-off, a correction. */
export interface PostingRequest {
	/** Indexes of the input items it came from. */
	items: number[];
	reference: string;
	number: string;
	movement: PostingMovement;
	/** Epoch milliseconds of a whole second. */
	time: number;
	/** Whether the user gave the time; else it is that of the run. */
	isTimeGiven?: boolean;
	/** Whether its lines are items of their own, of which further ones may come in another run. */
	isOneLine?: boolean;
	comment: string;
	reasonCode?: string;
	lines: RequestedLine[];
	/** Whether only to show what would be posted. */
	dryRun: boolean;
	shortage: ShortageMode;
	choice: LotChoice;
	/** Whether lot and bin must be named when a product has more than one. */
	needsExactLot?: boolean;
	/** Whether a lot that is not there is created; only for requests that add stock. */
	createsLots?: boolean;
}

/** What was taken from, or put into, one lot and bin. */
interface BookedLot {
	lotId: string;
	/** Unknown (undefined) for a transaction that was already there. */
	lotNumber?: string;
	expirationDate?: string;
	binLocationId?: string;
	binLocation?: string;
	quantity: number;
	/** What this lot and bin held before; undefined for a transaction that was already there. */
	stockBefore?: number;
	/** Computed: the server's own figure follows some seconds later (stock-rules.md#refresh). */
	stockAfter?: number;
}

export interface BookedLine {
	product: ResolvedProduct;
	requested: number;
	booked: number;
	missing: number;
	lots: BookedLot[];
}

export type PostingResult =
	| {
			request: PostingRequest;
			status: 'posted' | 'alreadyPosted' | 'dryRun' | 'nothingToPost';
			transactionId?: string;
			/** When it was posted, if the server had it before; epoch milliseconds. */
			postedAt?: number;
			lines: BookedLine[];
			warnings: string[];
			error?: undefined;
	  }
	| { request: PostingRequest; status: 'failed'; error: OpenBoxesError };
