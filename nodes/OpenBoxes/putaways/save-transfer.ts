import { doOnce, type StillAbsent } from '../once/do-once';
import { whileAlone } from '../once/in-flight';
import type { MarkedRow } from '../once/rules/keeper';
import { orderSchema, parseList, parseRecord, transferSchema, type Transfer } from '../schemas';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { OpenBoxesError, toOpenBoxesError } from '../transport/openboxes-error';
import { quoted } from '../values/text';
import type { PlannedPutaway } from './rules/putaway-plan';
import { movingItems, removeTransfer, settleMoves } from './transfer-moves';
import { readTransfer, transferLabel } from './transfer-record';

/** Time that another n8n, or a proxy that sends twice, gets to complete the same before we count. */
const SETTLE_MS = 600;
const CLOSED = ['CANCELED', 'REJECTED'];

interface SavedTransfer {
	transfer: Transfer;
	transactionIds: string[];
	warnings: string[];
}

interface TransferRequest {
	/** Becomes its description, by which it is found again. */
	reference: string;
	complete: boolean;
	plan: () => Promise<PlannedPutaway[]>;
	/** How a transfer that is there differs from what is asked for. */
	difference: (transfer: Transfer) => string | undefined;
}

/** A draft: as COMPLETED in one call it would move nothing (warehouse.md#transfers). */
async function post(
	connection: Connection,
	{ reference, plan }: TransferRequest,
	before: StillAbsent,
): Promise<string> {
	const lines = (await plan()).flatMap(({ candidate, targets }) =>
		targets.map((target) => ({ candidate, target })),
	);
	const body = {
		description: reference,
		stockTransferItems: lines.map(({ candidate, target }) => ({
			product: { id: candidate.productId },
			inventoryItem: { id: candidate.lotId },
			// These two name the lot; its id does not count.
			lotNumber: candidate.lotNumber || null,
			expirationDate: candidate.lotExpiry ?? null,
			originBinLocation: candidate.fromBinId ? { id: candidate.fromBinId } : null,
			destinationBinLocation: { id: target.binId },
			quantity: target.quantity,
			status: 'PENDING',
		})),
	};
	const answer = await connection.post(apiPath('stockTransfers'), body, { before });
	const { id, stockTransferItems } = parseRecord(answer, transferSchema);
	const lots = new Set(lines.map(({ candidate }) => candidate.lotId));
	const other = stockTransferItems.find((item) => !lots.has(item['inventoryItem.id'] ?? ''));
	if (!other) return id;
	await removeTransfer(connection, id);
	throw new OpenBoxesError(
		`The stock transfer was not created: OpenBoxes took another lot of ${other['product.productCode'] ?? 'a product'} than the one that lies there`,
		{ description: 'Two lots of it may have the same number. Move it in OpenBoxes.' },
	);
}

async function findByReference(connection: Connection, reference: string): Promise<MarkedRow[]> {
	const { location } = await connection.serverInfo();
	const attributes = [{ property: 'description', value: reference }];
	return parseList(await connection.search('order', attributes), orderSchema)
		.filter(({ origin, destination }) =>
			[origin.id, destination.id].every((id) => id === location.id),
		)
		.filter(({ status }) => !CLOSED.includes(status));
}

/** Makes a stock transfer, and moves its goods when asked to; once, whoever else does the same. */
export async function createTransfer(
	connection: Connection,
	request: TransferRequest,
): Promise<SavedTransfer & { existed: boolean }> {
	const { reference, complete } = request;
	const { location } = await connection.serverInfo();
	const { done, origin, warnings } = await doOnce(connection, {
		subject: `a stock transfer with the reference ${quoted(reference)}`,
		key: `transfer|${location.id}|${reference}`,
		find: async () => await findByReference(connection, reference),
		difference: async ({ id }) => request.difference(await readTransfer(connection, id)),
		write: async (before) =>
			await whileAlone(
				connection.key,
				['transfer'],
				async () => await post(connection, request, before),
			),
		takeBack: async ({ id }) => await removeTransfer(connection, id),
		readBack: async ({ id }): Promise<SavedTransfer> => {
			const transfer = await readTransfer(connection, id);
			if (complete || transfer.status === 'COMPLETED')
				return await completeTransfer(connection, transfer);
			return { transfer, transactionIds: [], warnings: [] };
		},
	});
	return { ...done, existed: origin === 'found', warnings: [...warnings, ...done.warnings] };
}

function notCompleted(transfer: Transfer, reason: string, next: string): OpenBoxesError {
	return new OpenBoxesError(`${transferLabel(transfer)} was not completed: ${reason}`, {
		description: next,
	});
}

async function checkPending(connection: Connection, transfer: Transfer): Promise<void> {
	const { location } = await connection.serverInfo();
	if (transfer['origin.id'] !== location.id) {
		const owner = transfer['origin.name'] ?? 'another location';
		throw notCompleted(transfer, `it belongs to ${owner}`, 'Use a credential of that location.');
	}
	if (CLOSED.includes(transfer.status)) {
		const status = transfer.status.toLowerCase();
		throw notCompleted(transfer, `it is ${status}`, 'Create another one.');
	}
	const items = movingItems(transfer);
	const isSplit = transfer.stockTransferItems.some(({ splitItems }) => splitItems.length > 0);
	const isHomeless = items.some((item) => !item['destinationBinLocation.id']);
	if (items.length > 0 && !isSplit && !isHomeless) return;
	const reason =
		items.length === 0
			? 'it has no lines'
			: isSplit
				? 'it has split lines'
				: 'a line has no bin to go to';
	throw notCompleted(transfer, reason, 'Nothing was moved. Complete it in OpenBoxes.');
}

/** Moves the goods of a pending transfer, in the name of its ID and with its lines; a completed one is only counted. */
export async function completeTransfer(
	connection: Connection,
	{ id }: Transfer,
): Promise<SavedTransfer & { changed: boolean }> {
	return await whileAlone(connection.key, [`transfer|${id}`], async () => {
		const before = await readTransfer(connection, id);
		if (before.status !== 'COMPLETED') {
			await checkPending(connection, before);
			await complete(connection, before);
			await connection.pause(SETTLE_MS);
		}
		const transfer = await readTransfer(connection, id);
		const moved = await settleMoves(connection, transfer);
		return { transfer, ...moved, changed: before.status !== 'COMPLETED' };
	});
}

async function complete(connection: Connection, transfer: Transfer): Promise<void> {
	const place = { id: transfer['origin.id'] };
	const body = {
		// Without it the server makes a second, empty transfer (warehouse.md#transfers).
		id: transfer.id,
		status: 'COMPLETED',
		description: transfer.description ?? null,
		origin: place,
		destination: place,
		stockTransferItems: movingItems(transfer).map((item) => ({
			id: item.id,
			product: { id: item['product.id'] },
			inventoryItem: { id: item['inventoryItem.id'] },
			lotNumber: item.lotNumber ?? null,
			expirationDate: item.expirationDate ?? null,
			originBinLocation: item['originBinLocation.id'] ? { id: item['originBinLocation.id'] } : null,
			destinationBinLocation: { id: item['destinationBinLocation.id'] },
			quantity: item.quantity,
			status: 'PENDING',
		})),
	};
	try {
		await connection.put(apiPath('stockTransfers', transfer.id), body);
	} catch (error) {
		const failure = toOpenBoxesError(error);
		if (failure.outcome !== 'unknown') throw failure;
		// Sent again it would move the goods again, so the transfer itself is asked.
		if ((await readTransfer(connection, transfer.id)).status !== 'COMPLETED') throw failure;
	}
}
