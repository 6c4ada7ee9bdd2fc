import type { JsonObject } from '../json/json';
import type { World } from '../world';
import type { Movement } from './movements';
import { picksStock } from '../shipments/places';

interface Paper {
	name: string;
	documentType: string;
	contentType: string;
	stepNumber: number | null;
	uri: string;
	hidden?: boolean;
	downloadOptions?: JsonObject[];
}

const EXCEL = 'application/vnd.ms-excel';

/**
 * Links to the papers of a movement; the server itself makes none of them here
 * (stock-movements.md#documents-and-undo).
 */
export function documentsOf(world: World, movement: Movement, server: string): Paper[] {
	const link = (path: string, id: string | undefined) => `${server}/${path}/${String(id)}`;
	return [
		...(movement.requisition ? requestPapers(world, movement, link) : []),
		...(movement.shipment ? shipmentPapers(world, movement, link) : []),
	];
}

type Link = (path: string, id: string | undefined) => string;

function requestPapers(world: World, { requisition }: Movement, link: Link): Paper[] {
	const { version, store } = world;
	const id = requisition?.id;
	const papers: Paper[] = [
		{
			name: 'Export Stock Movement Items',
			documentType: 'EXPORT',
			contentType: 'text/csv',
			stepNumber: 2,
			uri: link('stockMovement/exportCsv', id),
			hidden: false,
		},
		{
			name: 'Print Picklist',
			documentType: 'PICKLIST',
			contentType: 'text/html',
			stepNumber: 4,
			uri: link('picklist/print', id),
		},
		{
			name: 'Download Picklist',
			documentType: 'PICKLIST',
			contentType: 'application/pdf',
			stepNumber: 4,
			uri: link('picklist/renderPdf', id),
			hidden: true,
		},
	];
	if (version.since('0.9.5')) {
		papers.push({
			name: 'Print Picklist (sorted by bins)',
			documentType: 'PICKLIST',
			contentType: 'text/html',
			stepNumber: null,
			uri: `${link('picklist/print', id)}?sorted=true`,
		});
	}
	if (picksStock(world, store.get('location', requisition?.origin))) {
		papers.push(deliveryNote(world, link('deliveryNote/print', id)));
	}
	return papers;
}

const deliveryNote = ({ version }: World, uri: string): Paper => ({
	name: 'Delivery Note',
	documentType: 'DELIVERY_NOTE',
	contentType: 'text/html',
	stepNumber: 5,
	uri,
	...(version.since('0.9.4')
		? {
				downloadOptions: [
					{ name: 'Delivery Note (shipment order)', uri },
					{
						name: 'Delivery Note (alphabetical by product)',
						uri: `${uri}?sortOrder=PRODUCT`,
					},
				],
			}
		: {}),
});

function shipmentPapers(world: World, { shipment }: Movement, link: Link): Paper[] {
	const { store, version } = world;
	const id = shipment?.id;
	const excel = { contentType: EXCEL, stepNumber: 5 };
	const papers: Paper[] = [
		{
			name: 'Export Packing List (.xls)',
			documentType: 'PACKING_LIST',
			...excel,
			uri: link('shipment/exportPackingList', id),
			hidden: false,
		},
		{
			name: 'Packing List',
			documentType: 'PACKING_LIST',
			...excel,
			uri: link('doc4j/downloadPackingList', id),
		},
		{
			name: 'Certificate of Donation',
			documentType: 'CERTIFICATE_OF_DONATION',
			...excel,
			uri: link('doc4j/downloadCertificateOfDonation', id),
		},
	];
	if (version.since('0.9.8')) {
		papers.push({
			name: 'Delivery Note',
			documentType: 'DELIVERY_NOTE',
			contentType: 'text/html',
			stepNumber: 5,
			uri: link('deliveryNote/printOutboundReturn', id),
			hidden: true,
		});
	}
	papers.push({
		name: 'Goods Receipt Note',
		documentType: 'GOODS_RECEIPT_NOTE',
		contentType: 'text/html',
		stepNumber: null,
		uri: link('goodsReceiptNote/print', id),
		hidden: store.table('receipt').by('shipment', id).length === 0,
	});
	return papers;
}
