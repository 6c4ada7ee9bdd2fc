import * as z from 'zod/v4-mini';
import { wholeUpTo } from './bounds';
import { oneOf } from './small-forms';

/** An expression in the credential may give a number. */
const written = z.pipe(
	z.union([z.string(), z.number()]),
	z.transform((value) => String(value)),
);
const text = z.catch(written, '');
const trimmed = z.catch(
	z.pipe(
		written,
		z.transform((value) => value.trim()),
	),
	'',
);

/** The fields of the `openBoxesApi` credential; missing ones read as empty. */
export const credentialSchema = z.object({
	url: text,
	authentication: z.catch(oneOf('login', 'apiKey'), 'login'),
	username: trimmed,
	password: text,
	location: trimmed,
	keyHeader: trimmed,
	apiKey: trimmed,
	// An expression in the credential gives text.
	requestsPerMinute: z.catch(z.pipe(z.transform(Number), wholeUpTo(Number.MAX_SAFE_INTEGER)), 0),
	ignoreTlsErrors: z.catch(
		z.union([
			z.boolean(),
			z.pipe(
				oneOf('true'),
				z.transform(() => true),
			),
		]),
		false,
	),
	sessionToken: text,
	sessionFor: text,
	sessionProof: text,
	sessionServer: text,
});

export type OpenBoxesCredential = z.infer<typeof credentialSchema>;

/** What was remembered about a server beside the cookie. */
export const serverInfoSchema = z.object({
	kind: oneOf('openSource', 'documented'),
	version: z.string(),
	location: z.object({ id: z.string(), name: z.string(), number: z.string() }),
	user: z.object({ id: z.string(), name: z.string() }),
});
