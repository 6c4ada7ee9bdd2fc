import {
	countedCell,
	expiryCell,
	flagCell,
	idCell,
	longTextCell,
	priceCell,
	productCell,
	quantityCell,
	sortOrderCell,
	textCell,
	unitFactorCell,
	type CellReader,
} from './cells';
import { unitCell } from './units';

interface Field<Value> {
	read: CellReader<Value>;
	/** Other names of it, as OpenBoxes, its documents or our own output call it. */
	also?: readonly string[];
}

const field = <Value>(read: CellReader<Value>, ...also: string[]): Field<Value> => ({ read, also });

/** Everything that a line of any operation may say. */
export const FIELDS = {
	/** Any name of the product. */
	product: field(productCell),
	productId: field(idCell),
	productCode: field(textCell),
	barcode: field(textCell),
	/** Line of a stock movement. */
	id: field(idCell),
	/** Line of a purchase order. */
	orderItemId: field(idCell),
	/** Line of a shipment. */
	shipmentItemId: field(idCell),
	quantity: field(quantityCell, 'quantityRequested'),
	/** How many arrived; stands under the same name as `quantity`. */
	counted: field(countedCell, 'quantity'),
	unit: field(unitCell),
	/** Single units in one counted unit, e.g. 100 for a box of 100. */
	unitFactor: field(unitFactorCell),
	lot: field(textCell, 'lotNumber'),
	/** Lot that was shipped, to tell two lines of one product apart. */
	shippedLot: field(textCell),
	/** `yyyy-MM-dd`. */
	expirationDate: field(expiryCell, 'expiry'),
	bin: field(textCell, 'binLocation'),
	/** Receiving bin that goods are put away from. */
	fromBin: field(textCell),
	comment: field(longTextCell),
	/** Whether the serial number of a scanned label goes into the comment. */
	keepSerial: field(flagCell),
	/** Whether what is missing of the line will not come any more. */
	closeShort: field(flagCell),
	pallet: field(textCell, 'palletName'),
	box: field(textCell, 'boxName'),
	/** ID of a person. */
	recipient: field(idCell),
	sortOrder: field(sortOrderCell),
	unitPrice: field(priceCell),
	/** Code or name of a unit of measure. */
	uom: field(textCell, 'unit'),
	/** Single units in one ordered unit. */
	quantityPerUom: field(unitFactorCell, 'unitFactor'),
	cancel: field(flagCell),
	delete: field(flagCell),
};

export type FieldName = keyof typeof FIELDS;

type ValueOf<One> = One extends Field<infer Value> ? Value : never;

/** What the fields of one line say; absent = not given. */
export type Cells<Name extends FieldName> = { [One in Name]?: ValueOf<(typeof FIELDS)[One]> };
