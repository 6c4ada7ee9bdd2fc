import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { json, locator } from '../../../../hospital/movements';
import type { Scene } from '../../../../hospital/scene';

export const counting = (operation: string, parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'cycleCount',
	operation,
	...parameters,
});

export async function requested(scene: Scene, code = '10002'): Promise<IDataObject> {
	const [made] = await scene.output(counting('request', { product: locator(code, 'code') }));
	return made;
}

export async function started(scene: Scene, code = '10002'): Promise<IDataObject> {
	const { requestId } = await requested(scene, code);
	const [count] = await scene.output(counting('start', { requestId: String(requestId) }));
	return count;
}

export const recorded = (count: IDataObject, lines: object[]): INodeParameters =>
	counting('record', { cycleCountId: String(count.cycleCountId), ...json(lines) });

export const submitted = (count: IDataObject, more: INodeParameters = {}): INodeParameters =>
	counting('submit', { cycleCountId: String(count.cycleCountId), enable: true, ...more });

/** Types of what cycle counts booked. */
export const booked = ({ sandbox }: Scene): string[] =>
	sandbox.world.store
		.table('transaction')
		.all()
		.filter((row) => row.cycleCount)
		.map((row) => String(row.transactionType));
