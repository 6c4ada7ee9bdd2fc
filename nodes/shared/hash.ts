import { createHash } from 'crypto';

/** What stands for a text, in so many characters; all of them when none is said. */
export function hashOf(
	text: string,
	length?: number,
	form: 'hex' | 'base64url' = 'base64url',
): string {
	return createHash('sha256').update(text).digest(form).slice(0, length);
}
