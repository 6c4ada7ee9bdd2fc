import type { IDataObject } from 'n8n-workflow';
import { listSchema, movementDocumentSchema } from '../schemas';
import type { Connection } from '../transport/connection';
import { supports } from '../transport/server';
import { movementPath, type MovementRecord } from './movement-record';
import { requireOpenSource } from '../transport/open-source-only';

/**
 * Papers of a movement. From 0.9.8 on they have a list of their own; before they come with the movement
 * (stock-movements.md#documents-and-undo).
 */
export async function readDocuments(
	connection: Connection,
	record: MovementRecord,
): Promise<IDataObject[]> {
	await requireOpenSource(connection, 'the documents of a stock movement');
	const server = await connection.serverInfo();
	const rows: unknown[] = supports(server, 'movementDocuments')
		? listSchema.parse(await connection.get(movementPath(record.movement.id, 'documents'))).data
		: (record.movement.associations?.documents ?? []);
	return rows.map((row) => {
		const document = movementDocumentSchema.parse(row);
		return {
			name: document.name ?? null,
			documentType: document.documentType ?? null,
			contentType: document.contentType ?? null,
			url: document.fileUri ?? document.uri ?? null,
			movementId: record.movement.id,
		};
	});
}
