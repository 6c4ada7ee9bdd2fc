import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../../engine/run';
import { at, locator, op, sent } from '../../../hospital/movements';
import { Scene } from '../../../hospital/scene';

const DAY = '2029-06-30';

const ZONES = [
	['UTC-11', 'Pacific/Pago_Pago'],
	['UTC-5', 'America/Lima'],
	['UTC', 'UTC'],
	['UTC+1', 'Europe/Berlin'],
	['UTC+5:30', 'Asia/Kolkata'],
	['UTC+14', 'Pacific/Kiritimati'],
] as const;

/** How the day comes into a workflow, as an expression of n8n. `$json.midnight` is that of the workflow, as an instant. */
const FORMS = {
	TEXT: `'${DAY}'`,
	INSTANT: '$json.midnight',
	DATE: 'new Date($json.midnight)',
	LUXON: "DateTime.fromISO($json.midnight).setZone('utc')",
	EXCEL: "'2029-06-30 00:00:00'",
	US: "'6/30/29 0:00'",
	GERMANY: "'30.06.2029'",
	JAPAN: "'2029/6/30'",
	SHOWN: "'30-Jun-29'",
} as const;

/** A line for each form, whose lot says which. */
const LINES = `={{ [${Object.entries(FORMS)
	.map(
		([form, day]) =>
			`{ productCode: '10001', quantity: 1, lot: 'Z-${form}', expirationDate: ${day} }`,
	)
	.join(', ')}] }}`;

const json = { linesFrom: 'json', linesJson: LINES };

/** Operations whose lines say an expiration date of a lot that is not known yet. */
const OPERATIONS: Array<[name: string, parameters: (scene: Scene) => Promise<object>]> = [
	[
		'Purchase Order Receive',
		async () => ({
			resource: 'purchaseOrder',
			operation: 'receive',
			purchaseOrder: locator('PO-1', 'number'),
			reference: 'DN-1',
		}),
	],
	[
		'Stock Movement Receive',
		async (scene) => {
			const shipment = await sent(scene, [{ productCode: '10001', quantity: 100 }]);
			return op('receive', { stockMovement: locator(String(shipment.id)) });
		},
	],
	[
		'Transaction Adjust',
		async () => ({
			resource: 'transaction',
			operation: 'adjust',
			direction: 'up',
			reason: 'FOUND',
			reference: 'ADJ-1',
			createLots: true,
		}),
	],
	[
		'Stock Movement Create',
		async () => op('create', { origin: at('medsupply'), destination: at('central') }),
	],
];

/** The day of each form, as the server keeps it with the lot. */
function savedDays(scene: Scene): Record<string, string> {
	const { store } = scene.sandbox.world;
	const lots = [...store.table('inventoryItem').all(), ...store.table('shipmentItem').all()];
	const days = lots
		.filter(({ lotNumber }) => String(lotNumber).startsWith('Z-'))
		.map(({ lotNumber, expirationDate }) => [
			String(lotNumber).slice(2),
			new Date(Number(expirationDate)).toISOString().slice(0, 10),
		]);
	return Object.fromEntries(days) as Record<string, string>;
}

describe.each(ZONES)('one delivery in a workflow of %s', (_offset, zone) => {
	let scene: Scene;
	beforeAll(async () => {
		scene = await Scene.open({ at: 'central' });
	});
	beforeEach(() => scene.sandbox.reset());
	afterAll(async () => await scene.close());

	it.each(OPERATIONS)('%s saves the same expiry day', async (_name, prepare) => {
		const parameters = { ...(await prepare(scene)), ...json } as INodeParameters;
		const midnight = DateTime.fromISO(DAY, { zone });
		const item: IDataObject = { midnight: midnight.toUTC().toISO() };
		const { error } = await runNode(scene.engine, {
			type: 'openBoxes',
			parameters,
			items: [item],
			settings: { timezone: zone },
		});
		expect(error).toBeUndefined();
		const same = Object.fromEntries(Object.keys(FORMS).map((form) => [form, DAY]));
		expect(savedDays(scene)).toEqual(same);
	});
});
