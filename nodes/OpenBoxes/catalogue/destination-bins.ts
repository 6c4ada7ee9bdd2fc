import { readBinPage } from './bins';
import { textKey } from '../values/same-text';
import type { Connection } from '../transport/connection';

const PAGE = 1000;

interface Bin {
	id: string;
	name: string;
}

/**
 * Bins of a location by name, number or id. The server accepts bins of other locations in a receipt
 * and puts the goods there (orders-and-receiving.md#receiving), so every bin is looked up here first.
 */
export class DestinationBins {
	private constructor(private readonly bins: ReadonlyMap<string, Bin>) {}

	/** All bins of a location, read once in a run. */
	static async read(connection: Connection, locationId: string): Promise<DestinationBins> {
		return await connection.readOnce(
			`bins|${locationId}`,
			async () => await DestinationBins.readAll(connection, locationId),
		);
	}

	private static async readAll(
		connection: Connection,
		locationId: string,
	): Promise<DestinationBins> {
		const found = new Map<string, Bin>();
		for (let offset = 0, isLast = false; !isLast; offset += PAGE) {
			const page = await readBinPage(connection, locationId, { text: '', max: PAGE, offset });
			for (const { id, name, locationNumber, parentLocation } of page.bins) {
				if (parentLocation && parentLocation.id !== locationId) continue;
				for (const key of [locationNumber ?? '', name, id])
					if (key !== '') found.set(textKey(key), { id, name });
			}
			isLast = page.isLast;
		}
		return new DestinationBins(found);
	}

	/** Name, number or id of a bin; undefined when the location has none of it. */
	find(name: string): Bin | undefined {
		return this.bins.get(textKey(name));
	}
}
