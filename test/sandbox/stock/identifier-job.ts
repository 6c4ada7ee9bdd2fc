import { wholeSecond } from '../clock';
import { refreshSummary } from '../purchase-orders/summary-table';
import type { World } from '../world';

const MINUTE = 60_000;

/**
 * Each minute at second 0 rows without a number get one; that bumps `lastUpdated`, empties
 * `updatedBy` and starts a second refresh (feeds.md#identifier-job).
 */
export function scheduleIdentifierJob(world: World): void {
	const next = Math.floor(world.clock.now() / MINUTE + 1) * MINUTE;
	world.clock.at(next, (moment) => {
		assignIdentifiers(world, moment);
		scheduleIdentifierJob(world);
	});
}

const NUMBERED = [
	{ domain: 'transaction', property: 'transactionNumber' },
	{ domain: 'product', property: 'productCode' },
	{ domain: 'order', property: 'orderNumber' },
] as const;

function assignIdentifiers(world: World, moment: number): void {
	world.store.atomic(() => {
		for (const { domain, property } of NUMBERED) {
			const table = world.store.table(domain);
			const unnumbered = [...table.by(property, null), ...table.by(property, undefined)];
			for (const row of unnumbered) {
				world.store.update(domain, row, {
					[property]: numberFor(world, domain),
					lastUpdated: wholeSecond(moment),
					updatedBy: null,
				});
				if (domain === 'transaction') world.availability.transactionChanged(row);
				if (domain === 'product') world.availability.renamed(domain, row);
				// Saving the number is a save of the order: its row of the list follows.
				if (domain === 'order') refreshSummary(world, row);
			}
		}
	});
}

function numberFor(world: World, domain: (typeof NUMBERED)[number]['domain']): string {
	if (domain === 'transaction') return world.ids.transactionNumber();
	return domain === 'product' ? world.ids.productCode() : world.ids.documentNumber();
}
