import { z } from 'zod';
import { idSchema } from './replies';

/** A location with the organization that buys or sells (generic/location). */
export const partySchema = z.object({
	id: idSchema,
	name: z.string().catch(''),
	organization: z.object({ id: idSchema }).nullish(),
});
export type Party = z.infer<typeof partySchema>;

export const unitSchema = z.object({
	id: idSchema,
	code: z.string().nullish(),
	name: z.string().nullish(),
});
