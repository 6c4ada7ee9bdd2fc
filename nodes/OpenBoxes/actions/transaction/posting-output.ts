import type { IDataObject } from 'n8n-workflow';
import type { BookedLine, PostingResult } from '../../posting/write/posting-request';
import type { ServerInfo } from '../../transport/server';
import type { OperationResult } from '../operation';

function lineOutput({ product, requested, booked, missing, lots }: BookedLine): IDataObject {
	return {
		productId: product.id,
		productCode: product.code,
		productName: product.name,
		quantity: requested,
		posted: booked,
		missing,
		lots: lots.map((lot) => ({ ...lot })),
	};
}

/** The output item of one posting, the same for real and dry runs. */
export function toOutput(result: PostingResult, server: ServerInfo): OperationResult {
	const { request } = result;
	if (result.status === 'failed') return { items: request.items, error: result.error };
	return {
		items: request.items,
		json: {
			reference: request.reference,
			transactionNumber: request.number,
			transactionId: result.transactionId ?? null,
			status: result.status,
			alreadyPosted: result.status === 'alreadyPosted',
			dryRun: result.status === 'dryRun',
			transactionDate: new Date(result.postedAt ?? request.time).toISOString(),
			location: { id: server.location.id, name: server.location.name },
			lines: result.lines.map(lineOutput),
			// Stock after is computed: the server shows it some seconds later (stock-rules.md#refresh).
			stockAfterIsComputed: true,
			warnings: result.warnings,
		},
	};
}
