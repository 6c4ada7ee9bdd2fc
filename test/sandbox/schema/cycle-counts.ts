import { auditBy, choice, date, domain, flag, integer, list, reference, text } from './domain';

const STATUS = 'org.pih.warehouse.inventory';

export const COUNT_STATUSES = [
	'REQUESTED',
	'COUNTING',
	'COUNTED',
	'INVESTIGATING',
	'READY_TO_REVIEW',
	'REVIEWED',
	'COMPLETED',
	'CANCELED',
] as const;

export const ITEM_STATUSES = [
	'READY_TO_COUNT',
	'COUNTING',
	'COUNTED',
	'INVESTIGATING',
	'READY_TO_REVIEW',
	'REVIEWED',
	'APPROVED',
	'REJECTED',
	'CANCELED',
] as const;

export const cycleCountDomains = [
	domain(
		'inventory.CycleCount',
		{
			facility: reference('location', { required: true }),
			dateLastRefreshed: date({ required: true }),
			status: choice(`${STATUS}.CycleCountStatus`, COUNT_STATUSES, { required: true }),
			cycleCountItems: list('cycleCountItem', 'cycleCount'),
			...auditBy(),
		},
		{ since: '0.9.4' },
	),
	domain(
		'inventory.CycleCountRequest',
		{
			facility: reference('location', { required: true }),
			product: reference('product'),
			status: choice(
				`${STATUS}.CycleCountRequestStatus`,
				['CREATED', 'IN_PROGRESS', 'COMPLETED', 'CANCELED'],
				{ required: true },
			),
			cycleCount: reference('cycleCount', { unique: true }),
			requestType: choice(`${STATUS}.CycleCountRequestType`, ['MANUAL_REQUEST'], {
				required: true,
			}),
			blindCount: flag({ required: true }),
			countAssignee: reference('person'),
			countDeadline: date(),
			recountAssignee: reference('person'),
			recountDeadline: date(),
			...auditBy(),
		},
		{ since: '0.9.4' },
	),
	domain(
		'inventory.CycleCountItem',
		{
			facility: reference('location', { required: true }),
			cycleCount: reference('cycleCount', { required: true }),
			inventoryItem: reference('inventoryItem', { required: true }),
			location: reference('location'),
			product: reference('product', { required: true }),
			assignee: reference('person'),
			countIndex: integer({ required: true }),
			status: choice(`${STATUS}.CycleCountItemStatus`, ITEM_STATUSES, { required: true }),
			quantityOnHand: integer({ required: true }),
			quantityCounted: integer(),
			discrepancyReasonCode: choice('org.pih.warehouse.core.ReasonCode', []),
			comment: text(),
			custom: flag({ required: true }),
			dateCounted: date(),
			...auditBy(),
		},
		{ since: '0.9.4' },
	),
];
