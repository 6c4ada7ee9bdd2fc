import type { Sandbox } from '../sandbox';
import { LOCATION } from './hospital';

/** Orders of the seed hospital and their lines. */
export const ORDER = {
	/** For Central Depot: 10 BX/100 ibuprofen, 500 amoxicillin, 20 CS/1000 gloves. */
	placed: '00000000a202135001a20213d91f006b',
	/** For North Depot. */
	elsewhere: '00000000a202135001a20213d95a006f',
	/** For Central Depot, not placed. */
	pending: '00000000a202135001a20213d9890072',
} as const;

export const BIN = {
	'A-01': '00000000a202135001a20213d0c7000e',
	'A-02': '00000000a202135001a20213d0f60010',
	'B-01': '00000000a202135001a20213d1190012',
	/** At the pharmacy. */
	'S-1': '00000000a202135001a20213d1990018',
} as const;

export const ORDER_ITEM = {
	amoxicillin: '00000000a202135001a20213d91f006c',
	gloves: '00000000a202135001a20213d91f006d',
	ibuprofen: '00000000a202135001a20213d91f006e',
} as const;

/** Units of a product as they truly lie at a location, by lot and bin when these are given. */
export function unitsAt(
	sandbox: Sandbox,
	productCode: string,
	where: { location?: string; lot?: string; bin?: string | null } = {},
): number {
	return sandbox
		.state()
		.stock.filter((row) => row.location === (where.location ?? LOCATION.central))
		.filter((row) => row.productCode === productCode)
		.filter((row) => where.lot === undefined || row.lotNumber === where.lot)
		.filter((row) => where.bin === undefined || row.binLocation === where.bin)
		.reduce((sum, row) => sum + row.quantity, 0);
}

/** Status of an order in the server's list; the hosted vendor keeps it with the order. */
export function listedStatus(sandbox: Sandbox, orderId: string): unknown {
	const { store } = sandbox.world;
	return sandbox.state().kind === 'documented'
		? store.get('order', orderId)?.status
		: store.get('orderSummary', orderId)?.derivedStatus;
}
