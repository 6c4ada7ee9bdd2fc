import { z } from 'zod';

const text = z.string().catch('');

/** The fields of the `openBoxesApi` credential; missing ones read as empty. */
export const credentialSchema = z.object({
	url: text,
	authentication: z.enum(['login', 'apiKey']).catch('login'),
	username: text.transform((value) => value.trim()),
	password: text,
	location: text.transform((value) => value.trim()),
	keyHeader: text.transform((value) => value.trim()),
	apiKey: text.transform((value) => value.trim()),
	// An expression in the credential gives text.
	requestsPerMinute: z.coerce.number().int().min(0).catch(0),
	ignoreTlsErrors: z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false),
	sessionToken: text,
	sessionFor: text,
	sessionProof: text,
	sessionServer: text,
});

export type OpenBoxesCredential = z.infer<typeof credentialSchema>;

/** What was remembered about a server beside the cookie. */
export const serverInfoSchema = z.object({
	kind: z.enum(['openSource', 'documented']),
	version: z.string(),
	location: z.object({ id: z.string(), name: z.string(), number: z.string() }),
	user: z.object({ id: z.string(), name: z.string() }),
});
