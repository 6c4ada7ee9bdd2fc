import {
	CENTRAL,
	PHARMACY,
	SUPPLIER,
	TILL,
	STOCK,
	id,
	ORDER_LINE,
	transaction,
	movementLine,
	product,
} from './contents';
import { read, type RequestKind } from './request-kind';

/** What the node writes, in the order of a document's life, and reads of what was written. */
export const WRITES: RequestKind[] = [
	{
		name: 'post a transaction',
		method: 'POST',
		path: () => '/api/generic/transaction',
		body: transaction,
		makes: { what: 'transaction', at: 'data.id' },
	},
	{
		name: 'post transactions',
		method: 'POST',
		path: () => '/api/generic/transaction',
		body: (draw) => draw.some(3, () => transaction(draw)),
	},
	{
		name: 'delete a transaction',
		method: 'DELETE',
		needs: 'transaction',
		path: () => '/api/generic/transaction/{{transaction}}',
	},
	{
		name: 'create a lot',
		method: 'POST',
		path: () => '/api/generic/inventoryItem',
		body: (draw) => ({
			product: { id: product(draw) },
			lotNumber: draw.one(['NEW-1', 'new-1', 'NEW-2']),
			expirationDate: draw.one(['01/31/2029', '2029-01-31T00:00:00Z']),
		}),
	},
	{
		name: 'create an order',
		method: 'POST',
		path: () => '/api/generic/order',
		body: (draw) => ({
			orderNumber: draw.one(['ERP-1', 'erp-1', 'ERP-2']),
			name: 'Medicines',
			orderType: { id: 'PURCHASE_ORDER' },
			origin: { id: SUPPLIER },
			destination: { id: CENTRAL },
			orderedBy: { id: TILL },
			orderItems: draw.some(2, () => ({
				product: { id: product(draw) },
				quantity: draw.number(1, 20),
				quantityPerUom: 1,
				unitPrice: 2,
			})),
		}),
		makes: { what: 'order', at: 'data.id' },
	},
	read('an own order', () => '/api/purchaseOrders/{{order}}', { needs: 'order' }),
	{
		name: 'create a movement',
		method: 'POST',
		path: () => '/api/stockMovements',
		body: (draw) => ({
			description: draw.one(['weekly', 'weekly order']),
			dateRequested: '11/20/2026',
			origin: { id: CENTRAL },
			destination: { id: PHARMACY },
			requestedBy: { id: TILL },
			requestType: 'DEFAULT',
		}),
		makes: { what: 'movement', at: 'data.id' },
	},
	{
		name: 'add lines',
		method: 'POST',
		needs: 'movement',
		path: () => '/api/stockMovements/{{movement}}/updateItems',
		body: (draw) => ({ lineItems: draw.some(3, (at) => movementLine(draw, at)) }),
	},
	{
		name: 'set a status',
		method: 'POST',
		needs: 'movement',
		path: () => '/api/stockMovements/{{movement}}/status',
		body: (draw) => ({
			status: draw.one(['PICKING', 'PICKED', 'ISSUED', 'CREATED', 'REQUESTED']),
			createPicklist: true,
		}),
	},
	read('an own movement', () => '/api/stockMovements/{{movement}}', { needs: 'movement' }),
	read(
		'lines of a movement',
		(draw) => `/api/stockMovements/{{movement}}/stockMovementItems?stepNumber=${draw.number(2, 5)}`,
		{ needs: 'movement' },
	),
	{
		name: 'delete a movement',
		method: 'DELETE',
		needs: 'movement',
		path: () => '/api/stockMovements/{{movement}}',
	},
	{
		name: 'create and send',
		method: 'POST',
		path: () => '/api/fulfillments',
		body: (draw) => {
			const place = draw.one(STOCK.slice(0, 2));
			return {
				fulfillmentDetails: {
					description: 'weekly by one call',
					origin: { id: CENTRAL },
					destination: { id: PHARMACY },
					requestedBy: { id: TILL },
					dateRequested: '11/20/2026',
				},
				sendingOptions: {
					expectedShippingDate: '11/20/2026 07:38 +00:00',
					shipmentType: { id: '3' },
					expectedDeliveryDate: '12/31/2026',
				},
				packingList: [
					{
						origin: CENTRAL,
						rowId: '1',
						product: place.code,
						lotNumber: place.lotNumber,
						binLocation: null,
						quantityPicked: draw.number(1, 2000),
					},
				],
			};
		},
	},
	{
		name: 'create a delivery',
		method: 'POST',
		path: () => '/api/stockMovements/createCombinedShipments',
		body: (draw) => ({
			description: draw.one(['DN-1', 'dn-1']),
			origin: { id: SUPPLIER },
			destination: { id: CENTRAL },
			lineItems: [
				{
					product: { id: id('d3500025') },
					orderItemId: ORDER_LINE,
					quantityRequested: draw.number(1, 60),
					lotNumber: draw.one(['AMX-1', 'AMX-9']),
					expirationDate: '01/31/2027',
					sortOrder: 100,
				},
			],
		}),
		makes: { what: 'shipment', at: 'data.id' },
	},
	{
		name: 'send a delivery',
		method: 'POST',
		needs: 'shipment',
		path: () => '/api/stockMovements/{{shipment}}/status',
		body: () => ({ status: 'ISSUED' }),
	},
	read('receiving', () => '/api/partialReceiving/{{shipment}}?stepNumber=1', {
		needs: 'shipment',
		makes: { what: 'shippedLine', at: 'data.containers.0.shipmentItems.0.shipmentItemId' },
	}),
	{
		name: 'draft a receipt',
		method: 'POST',
		needs: 'shippedLine',
		path: () => '/api/partialReceiving/{{shipment}}?stepNumber=1',
		body: (draw) => ({
			receiptStatus: 'PENDING',
			containers: [
				{
					shipmentItems: [
						{
							shipmentItemId: '{{shippedLine}}',
							receiptItemId: null,
							quantityReceiving: draw.number(1, 60),
						},
					],
				},
			],
		}),
	},
	{
		name: 'complete or take back receipts',
		method: 'POST',
		needs: 'shipment',
		path: () => '/api/partialReceiving/{{shipment}}?stepNumber=2',
		body: (draw) => ({ receiptStatus: draw.one(['COMPLETED', 'COMPLETED', 'ROLLBACK']) }),
	},
];
