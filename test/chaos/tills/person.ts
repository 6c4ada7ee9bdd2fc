import { wait } from '../../platform';
import { HOSPITAL, SandboxClient } from '../../sandbox/client';
import type { Sandbox } from '../../sandbox';
import { pickFrom, seededRandom } from '../../sandbox/random';

const PAUSE_MS = 250;

/**
 * Somebody who takes from the shelf what lies there, and books it without this package. What is not there
 * cannot be taken; a sale that is posted and not checked yet has not left the shelf for certain.
 *
 * @returns how many bookings
 */
export async function bookByHand(
	sandbox: Sandbox,
	productIds: readonly string[],
	most: number,
	seed: number,
	isDone: () => boolean,
): Promise<number> {
	const random = seededRandom(seed + 3000);
	// The connection may be cut at the first try.
	const logIn = async (): Promise<SandboxClient> => await SandboxClient.logIn(sandbox, 'manager');
	let person = await logIn().catch(logIn);
	let bookings = 0;
	while (!isDone() && bookings < most) {
		await wait(random() * 2 * PAUSE_MS);
		const row = pickFrom(random, rowsOnShelf(sandbox, productIds));
		if (row === undefined) return bookings;
		const { status } = await person
			.post('/api/generic/transaction', {
				inventory: { id: HOSPITAL.pharmacyInventory },
				transactionType: { id: '2' },
				transactionDate: Date.now() - 1000,
				transactionNumber: `BY-HAND-${bookings + 1}`,
				transactionEntries: [
					{
						product: { id: row.product },
						inventoryItem: { id: row.inventoryItem },
						binLocation: { id: row.binLocation },
						quantity: 1,
					},
				],
			})
			// A cut connection: the person thinks it is booked, and goes on.
			.catch(() => ({ status: 0 }));
		bookings += 1;
		if (status !== 201) person = await logIn().catch(() => person);
	}
	return bookings;
}

function rowsOnShelf(
	sandbox: Sandbox,
	productIds: readonly string[],
): ReturnType<Sandbox['state']>['stock'] {
	const wanted = new Set(productIds);
	return sandbox
		.state()
		.stock.filter(
			({ location, product, quantity }) =>
				location === HOSPITAL.pharmacy && wanted.has(product) && quantity > 0,
		);
}
