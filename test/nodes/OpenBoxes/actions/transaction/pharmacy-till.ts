import type { IDataObject } from 'n8n-workflow';
import { Engine } from '../../../../engine/engine';
import { runNode, type NodeRun } from '../../../../engine/run';
import { tillCredential } from '../../../../hospital/hospital';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';

export interface Sale extends IDataObject {
	receipt?: string;
	lines?: IDataObject[] | string;
}

export const sale = (receipt: string, ...lines: IDataObject[]): Sale => ({ receipt, lines });

export const LINE = { productCode: '10001', quantity: 1 };

/** A pharmacy whose till posts its sales. */
export class PharmacyTill {
	private constructor(
		readonly sandbox: Sandbox,
		private readonly engine: Engine,
	) {}

	static async open(options: SandboxOptions = {}): Promise<PharmacyTill> {
		const sandbox = await startSandbox(options);
		const engine = await Engine.start({ credentials: tillCredential(sandbox.url) });
		return new PharmacyTill(sandbox, engine);
	}

	async close(): Promise<void> {
		await this.sandbox.close();
	}

	async debit(
		sales: Sale[],
		options: IDataObject = {},
		parameters: IDataObject = {},
		continueOnFail = false,
	): Promise<NodeRun> {
		return await runNode(this.engine, {
			type: 'openBoxes',
			parameters: {
				resource: 'transaction',
				operation: 'debit',
				reference: '={{ $json.receipt }}',
				linesFrom: 'json',
				linesJson: '={{ $json.lines }}',
				options: { source: 'TILL1', ...options },
				...parameters,
			} as never,
			items: sales,
			continueOnFail,
		});
	}

	/** Units of a product at the pharmacy as they truly are. */
	stockOf(productCode: string, lotNumber?: string): number {
		return this.sandbox
			.state()
			.stock.filter((row) => row.location === tillCredential('').location)
			.filter((row) => row.productCode === productCode)
			.filter((row) => lotNumber === undefined || row.lotNumber === lotNumber)
			.reduce((sum, row) => sum + row.quantity, 0);
	}

	/** Transactions that the till made. */
	posted(): number {
		const { transactions } = this.sandbox.state();
		return transactions.filter(({ transactionNumber }) => transactionNumber?.startsWith('TILL1/'))
			.length;
	}
}
