import * as z from 'zod/v4-mini';
import { idSchema } from './replies';

/** A location with the organization that buys or sells (generic/location). */
export const partySchema = z.object({
	id: idSchema,
	name: z.catch(z.string(), ''),
	organization: z.nullish(z.object({ id: idSchema })),
});
export type Party = z.infer<typeof partySchema>;

export const unitSchema = z.object({
	id: idSchema,
	code: z.nullish(z.string()),
	name: z.nullish(z.string()),
	uomClass: z.nullish(z.object({ id: idSchema })),
});
export type Unit = z.infer<typeof unitSchema>;
