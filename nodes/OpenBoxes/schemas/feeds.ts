import * as z from 'zod/v4-mini';
import { upTo, wholeUpTo } from './bounds';
import { enumSchema, idSchema } from './replies';
import { keyed, oneOf } from './small-forms';

const text = z.nullish(z.string());
const count = z.nullish(z.number());
const reference = z.nullish(z.looseObject({ id: idSchema }));
/** An id inside an object that is there also when nothing is referred to. */
const looseReference = z.nullish(z.looseObject({ id: z.nullish(idSchema) }));
const place = z.nullish(z.looseObject({ id: idSchema, name: z.nullish(z.string()) }));
const status = z.catch(z.nullish(enumSchema), null);

/** What a feed may remember at most; anything larger was not written by this package. */
const MOST_REMEMBERED = 50_000;
/** Years 1970 to 5138: a position beyond them would never be reached again. */
const seconds = wholeUpTo(1e11);
const clock = z.number().check(z.refine((ms) => ms >= 0 && ms <= 1e14));

/** From when to when, and the hashes of what was seen then. */
type SeenSpan = [first: number, last: number, hashes: string];

function isSeenSpan(value: unknown): boolean {
	if (!Array.isArray(value) || value.length !== 3) return false;
	const [first, last, hashes] = value as unknown[];
	const areTimes = [first, last].every((time) => seconds.safeParse(time).success);
	return areTimes && typeof hashes === 'string' && hashes.length <= MOST_REMEMBERED;
}

/** `TimedPosition` as n8n stored it. */
export const timedPositionSchema = z.object({
	newest: seconds,
	floor: seconds,
	floorKey: z.optional(z.string().check(upTo(100))),
	seen: z.array(z.custom<SeenSpan>(isSeenSpan)).check(
		upTo(MOST_REMEMBERED),
		// Oldest first, without overlap.
		z.refine((entries) =>
			entries.every(
				([first, last], index) => first <= last && (index === 0 || entries[index - 1][1] < first),
			),
		),
	),
	quietSince: clock,
	settled: z.boolean(),
	comparedAt: clock,
	rows: wholeUpTo(MOST_REMEMBERED),
});

const serverFactsSchema = z.object({
	kind: oneOf('openSource', 'documented'),
	version: z.string().check(upTo(100)),
	location: z.object({ id: z.string(), name: z.string(), number: z.string() }),
	askedAt: clock,
});

/** All that the trigger keeps, as n8n stored it; the positions are read by their feeds. */
export const triggerStateSchema = z.object({
	version: oneOf(1),
	watched: z.string(),
	server: serverFactsSchema,
	positions: keyed(z.unknown()),
	readAt: keyed(clock),
});

/** What survives a lost state: where a node of another name stood, and the position of an activation. */
export const triggerMarkerSchema = z.object({
	watched: z.string(),
	name: z.string(),
	tails: keyed(timedPositionSchema),
	first: z.catch(z.nullish(triggerStateSchema), undefined),
});

export const failureCountSchema = z.object({
	inRow: wholeUpTo(1e6),
	until: clock,
});

/** Position of a feed that remembers a register of short keys. */
export const registerPositionSchema = z.object({
	register: z.string().check(upTo(MOST_REMEMBERED)),
	/** True when something had to be forgotten, so that "not known" does not mean "new". */
	isPartial: z.catch(z.boolean(), false),
	/** Largest number that a forgotten entry had. */
	base: z.catch(wholeUpTo(Number.MAX_SAFE_INTEGER), 0),
});
export type RegisterPosition = z.infer<typeof registerPositionSchema>;

/** Row of the view of all movements (feeds.md#feeds). */
export const movementOfViewSchema = z.looseObject({
	id: idSchema,
	identifier: text,
	name: text,
	dateCreated: text,
	origin: reference,
	destination: reference,
	requisition: reference,
	shipment: reference,
	statusCode: status,
	shipmentStatus: status,
});
export type MovementOfView = z.infer<typeof movementOfViewSchema>;

/** A movement as its read shows it (stock-movements.md#create); only what envelopes need. */
export const watchedMovementSchema = z.looseObject({
	id: idSchema,
	identifier: text,
	name: text,
	description: text,
	status,
	statusCode: status,
	shipmentStatus: status,
	origin: place,
	destination: place,
	dateRequested: text,
	dateShipped: text,
	expectedDeliveryDate: text,
	trackingNumber: text,
	isFromOrder: z.nullish(z.boolean()),
	associations: z.nullish(z.object({ requisition: looseReference, shipment: looseReference })),
	lineItems: z.nullish(
		z.array(
			z.looseObject({
				productCode: text,
				product: reference,
				lotNumber: text,
				expirationDate: text,
				quantityRequested: count,
				quantityShipped: count,
				orderId: z.nullish(idSchema),
				orderNumber: text,
			}),
		),
	),
});
export type WatchedMovement = z.infer<typeof watchedMovementSchema>;

/** A shipment of the generic list, or of the list of inbound movements since 0.9.8. */
export const deliverySchema = z.looseObject({
	id: idSchema,
	name: text,
	status,
	statusCode: status,
	displayStatus: status,
	dateCreated: text,
	isPending: z.nullish(z.boolean()),
	isReceived: z.nullish(z.boolean()),
	isPartiallyReceived: z.nullish(z.boolean()),
	actualShippingDate: text,
	origin: z.nullish(
		z.looseObject({
			id: idSchema,
			name: text,
			type: text,
			isDepot: z.nullish(z.boolean()),
		}),
	),
	destination: place,
});
export type Delivery = z.infer<typeof deliverySchema>;

/** Row of the list of purchase orders; places are names, or records where the documents say so. */
export const listedOrderSchema = z.looseObject({
	id: idSchema,
	status,
	orderNumber: text,
	name: text,
	dateOrdered: text,
	origin: z.unknown(),
	destination: z.unknown(),
	total: text,
});
export type ListedOrder = z.infer<typeof listedOrderSchema>;

/** A purchase order as its read shows it (orders-and-receiving.md#read). */
export const watchedOrderSchema = z.looseObject({
	id: idSchema,
	status,
	origin: place,
	destination: place,
	orderItems: z.nullish(
		z.array(
			z.looseObject({
				id: idSchema,
				product: reference,
				quantity: count,
				quantityReceived: count,
				unitPrice: count,
			}),
		),
	),
});
export type WatchedOrder = z.infer<typeof watchedOrderSchema>;

/** A rule with what is left of its product (warehouse.md#below-reorder). */
export const requirementSchema = z.object({
	product: reference,
	location: reference,
	binLocation: reference,
	minQuantity: count,
	reorderQuantity: count,
	maxQuantity: count,
	totalQuantityAvailableToPromise: count,
});

/** A stock row of a location: a lot in a bin (warehouse.md#expiring). */
export const stockCandidateSchema = z.looseObject({
	'product.id': idSchema,
	'product.productCode': text,
	'product.name': text,
	'inventoryItem.id': idSchema,
	lotNumber: text,
	expirationDate: text,
	'originBinLocation.id': z.nullish(idSchema),
	'originBinLocation.name': text,
	quantity: count,
	quantityOnHand: count,
});

/** Row of the documented list of current inventory; the document shows no example. */
export const documentedStockSchema = z.looseObject({
	id: idSchema,
	product: reference,
	lotNumber: text,
	expirationDate: text,
	quantity: count,
	quantityOnHand: count,
});
