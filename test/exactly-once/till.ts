import { Engine } from '../engine/engine';
import { tillCredential } from '../hospital/hospital';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';

/** Paracetamol at the pharmacy before anything is sold. */
export const IN_STOCK = 390;

/** An n8n with the till's credential, and the server it sells on. */
export class Till {
	private constructor(
		readonly sandbox: Sandbox,
		readonly engine: Engine,
	) {}

	static async open(options: SandboxOptions = {}): Promise<Till> {
		const sandbox = await startSandbox(options);
		return new Till(sandbox, await Engine.start({ credentials: tillCredential(sandbox.url) }));
	}

	/** Ids of the transactions that exist, by number. */
	saved(): Map<string, string[]> {
		const ids = new Map<string, string[]>();
		for (const { id, transactionNumber } of this.sandbox.state().transactions) {
			if (!transactionNumber?.startsWith('TILL1/')) continue;
			ids.set(transactionNumber, [...(ids.get(transactionNumber) ?? []), id]);
		}
		return ids;
	}

	paracetamol(): number {
		return this.sandbox
			.state()
			.stock.filter(
				({ location, productCode }) =>
					location === tillCredential('').location && productCode === '10002',
			)
			.reduce((sum, { quantity }) => sum + quantity, 0);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}
}
