import type { IDataObject } from 'n8n-workflow';
import { pickLots } from '../../lines/movement-line';
import { resolveMovementLines } from '../../movements/movement-lines';
import { sendMovement } from '../../movements/send';
import { stockMovementField } from '../fields/stock-movement.field';
import { perItem, type Operation } from '../operation';
import { linesFromFields } from '../fields/lines-from.fields';
import { pickFields } from './line-fields';
import { shipmentOptions } from './movement-fields';
import { lotsOutput, movementOutput } from './movement-output';
import { todayOf } from '../fields/read-values';
import { readMovementOf, readShipmentFields } from './read-fields';
import { requireLines } from '../fields/read-lines';

/** Brings a movement from where it is to shipped. */
export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a stock movement',
	description: 'Pick, pack and ship a stock movement in one step',
	properties: [
		stockMovementField,
		...linesFromFields({
			...pickFields,
			more: [
				{
					name: 'What Expires First',
					value: 'none',
					description: 'Chosen from the stock of the origin, never expired, held or recalled lots',
				},
			],
			default: 'none',
		}),
		{
			displayName: 'Shipment',
			name: 'shipment',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: shipmentOptions,
		},
	],
	execute: perItem(async (run, item) => {
		const { context, connection } = run;
		const given = requireLines(context, item, pickLots) ?? [];
		const fields = context.getNodeParameter('shipment', item, {}) as IDataObject;
		const shipment = readShipmentFields(fields, context, connection);
		const record = await readMovementOf(run, item);
		const lines = await resolveMovementLines(connection, given);
		const named = lines.map(({ product, quantity, lot, bin }) => ({
			productId: product.id,
			quantity,
			lot,
			bin,
		}));
		const request = { named, today: todayOf(context, connection), shipment };
		const sent = await sendMovement(connection, record, request);
		return {
			...movementOutput(sent.record),
			sentLots: lotsOutput(sent.lots),
			linesPickedAnew: sent.corrected,
			alreadySent: sent.wasSent,
		};
	}),
};
