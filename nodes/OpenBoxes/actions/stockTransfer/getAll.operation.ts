import type { IDataObject } from 'n8n-workflow';
import { orderRowSchema } from '../../schemas';
import { apiPath } from '../../transport/base-url';
import { requireOpenSource } from '../../transport/open-source-only';
import { getPages } from '../../transport/paginate';
import { listFields, readLimit } from '../fields/list.fields';
import { simplifyField } from '../fields/simplify.field';
import { perItem, type Operation } from '../operation';

/** Transfers of the location, newest first. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many stock transfers',
	description:
		'Get the stock transfers of the location of the credential, newest first; use it to see what waits to be moved',
	properties: [
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'any',
			options: [
				{ name: 'Any', value: 'any' },
				{ name: 'Completed', value: 'COMPLETED' },
				{ name: 'Pending', value: 'PENDING' },
			],
			description: 'Only transfers that wait, or that are done',
		},
		...listFields,
		simplifyField,
	],
	execute: perItem(async ({ context, connection }, item) => {
		await requireOpenSource(connection, 'stock transfers');
		const { location } = await connection.serverInfo();
		const status = String(context.getNodeParameter('status', item, 'any'));
		const query = { location: location.id, status: status === 'any' ? undefined : status };
		const rows = await getPages(
			connection,
			apiPath('stockTransfers'),
			query,
			readLimit(context, item),
		);
		if (context.getNodeParameter('simplify', item, true) !== true)
			return rows.map((row) => ({ ...(row as IDataObject) }));
		return rows.map((row) => {
			const order = orderRowSchema.parse(row);
			return {
				id: order.id,
				transferNumber: order.orderNumber ?? null,
				name: order.name ?? null,
				status: order.status.toLowerCase(),
				locationName: order.origin?.name ?? null,
				lineCount: order.orderItemsCount ?? null,
				createdBy: order.createdBy?.name ?? null,
				dateCreated: (order.dateCreated as string | undefined) ?? null,
			};
		});
	}),
};
