import type { Resource } from '../operation';
import { addItems } from './addItems.operation';
import { create } from './create.operation';
import { createAndSend } from './createAndSend.operation';
import { deleteOperation } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getDocuments } from './getDocuments.operation';
import { receive } from './receive.operation';
import { removeItems } from './removeItems.operation';
import { rollBack } from './rollBack.operation';
import { send } from './send.operation';
import { setStatus } from './setStatus.operation';
import { update } from './update.operation';
import { updateItems } from './updateItems.operation';

/** Goods that go from one location to another, from request to receipt. */
export const stockMovement: Resource = {
	value: 'stockMovement',
	name: 'Stock Movement',
	description: 'Goods that go from one location to another, from request to receipt',
	operations: [
		getAll,
		addItems,
		create,
		createAndSend,
		deleteOperation,
		get,
		getDocuments,
		receive,
		removeItems,
		rollBack,
		send,
		setStatus,
		update,
		updateItems,
	],
};
