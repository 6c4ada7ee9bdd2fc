import type { IDataObject } from 'n8n-workflow';
import { CentralDepot } from './central-depot';
import type { SandboxOptions } from '../sandbox';

/** A depot with 500 amoxicillin (lot AMX-P) and 300 ibuprofen (lot IBU-P) in the receiving bin. */
export async function depotWithReceivedGoods(options: SandboxOptions = {}): Promise<CentralDepot> {
	const depot = await CentralDepot.start(options);
	await depot.item('purchaseOrder', 'receive', {
		purchaseOrder: 'PO-1',
		reference: 'DN-1',
		linesFrom: 'json',
		linesJson: JSON.stringify([
			{ productCode: '20001', quantity: 500, lot: 'AMX-P', expirationDate: '2029-01-31' },
			{ productCode: '10001', quantity: 300, lot: 'IBU-P', expirationDate: '2029-06-30' },
		]),
	});
	// Candidates come from the availability table, which follows after seconds.
	depot.sandbox.advance(10_000);
	return depot;
}

export const lines = (...rows: IDataObject[]): IDataObject => ({
	linesFrom: 'json',
	linesJson: JSON.stringify(rows),
});
