import { assert } from '../../platform';
import type { IDataObject } from 'n8n-workflow';
import { EXAMPLES } from '../examples-table';
import { installPackage, PACKAGE } from '../package-installation';
import { RunningExample } from '../running-example';
import { OfficeN8n, type Workbench } from '../workbench';

const NEWER = '99.0.0';

/** n8n goes down and comes back, with the same package and with a newer one; what was set up goes on. */
export async function upgrade(bench: Workbench): Promise<void> {
	const { checks, packed } = bench;
	const office = await OfficeN8n.open(bench, 'upgrade');
	const { api, server, userFolder } = office;
	const sale = (receipt: string): IDataObject => ({
		till: 'TILL1',
		receipt,
		lines: [{ productCode: '10001', quantity: 3 }],
	});
	const example = async (name: string): Promise<RunningExample> =>
		await RunningExample.import(name, EXAMPLES[name].place, office, bench);
	const ours = async (): Promise<string[]> =>
		(await api.nodeTypes())
			.map(({ name }) => String(name))
			.filter((name) => name.startsWith(PACKAGE));
	try {
		const types = await ours();
		const till = await example('pos-sale-to-debit');
		const notify = await example('shipment-received-notify');
		await notify.activate();
		const day = await notify.day();
		const receive = async (units: number): Promise<void> => {
			const { shipment } = await day.ship(units);
			await day.receive(shipment, units);
		};
		const before = till.stock('10001');

		await checks.that('a sale and a receipt before the restart', async () => {
			assert.equal((await till.post('sale', sale('U-1'))).status, 'posted');
			await receive(10);
			assert.match((await notify.mailTo('store@example.org')).subject, /received 10 units/);
		});
		await checks.that(
			'what happened while n8n was down is told when it is back',
			async () => {
				await server.stop();
				await receive(11);
				await server.start();
				assert.match((await notify.mailTo('store@example.org')).subject, /received 11 units/);
			},
			120,
		);
		await checks.that(
			'the package is upgraded in place',
			async () => {
				await server.stop();
				await receive(12);
				installPackage(packed, userFolder, NEWER);
				await server.start();
				await api.logIn();
				assert.deepEqual(await ours(), types);
			},
			120,
		);
		await checks.that('the trigger went on where it was, and told nothing twice', async () => {
			assert.match((await notify.mailTo('store@example.org')).subject, /received 12 units/);
			const subjects = office.mailbox.mails.map(({ subject }) => subject);
			assert.equal(new Set(subjects).size, subjects.length, subjects.join('\n'));
		});
		await checks.that('the receipt of before is known, and a new one is posted', async () => {
			assert.equal((await till.post('sale', sale('U-1'))).alreadyPosted, true);
			assert.equal((await till.post('sale', sale('U-2'))).status, 'posted');
			assert.equal(till.stock('10001'), before - 6 + 33);
		});
	} finally {
		await office.close();
	}
}
