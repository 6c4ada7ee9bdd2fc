import { sameText } from '../collation';
import { illegalArgument, invalid, nullPointer } from '../errors';
import { pickFrom } from '../random';
import type { Call } from '../router';
import type { Version } from '../versions';

/**
 * The code of a new organization: the initials of its name, or its beginning when that is one word.
 * One that is taken gets a random tail since 0.9.8, a digit in the place of its last letter before.
 */
export function organizationCode(call: Call, name: unknown): string {
	const { version, random } = call.world;
	const isNew = version.since('0.9.8');
	const [minSize, maxSize] = isNew ? [2, 6] : [2, 3];
	const words = typeof name === 'string' ? plainWords(name) : [];
	if (words.length === 0) throw withoutName(version);
	const initials = words.map((word) => word[0]).join('');
	const code = (initials.length < minSize ? words.join('') : initials)
		.slice(0, maxSize)
		.toUpperCase();
	const codes = call.world.store
		.table('organization')
		.all()
		.map((row) => String(row.code ?? ''));
	if (!codes.some((one) => sameText(one, code))) return code;
	if (isNew) {
		const some = (count: number, from: string) =>
			Array.from({ length: count }, () => pickFrom(random, from)).join('');
		return `${code}-${some(3, '0123456789')}${some(3, 'ABCDEFGHJKMNPQRSTUVWXYZ')}`;
	}
	const stem = code.length < maxSize ? code : code.slice(0, -1);
	const digits = codes.flatMap((one) => {
		const rest = one.startsWith(stem) ? one.slice(stem.length) : '';
		return /^\d$/.test(rest) ? [Number(rest)] : [];
	});
	return `${stem}${digits.length > 0 ? Math.max(...digits) + 1 : 0}`;
}

/** What stands behind a comma and what is neither letter nor digit does not count. */
const plainWords = (name: string): string[] =>
	name
		.split(',')[0]
		.replace(/[^a-zA-Z0-9 ]/g, '')
		.split(' ')
		.filter((word) => word !== '');

function withoutName(version: Version): Error {
	if (version.before('0.9.1')) return nullPointer('Cannot invoke method split() on null object');
	return version.since('0.9.8')
		? illegalArgument(
				'Failed generating identifier. Check your configuration! Format was not completely filled in:  ${abbreviation}',
			)
		: invalid([
				'Property [code] of class [Organization] cannot be null',
				'Property [name] of class [Organization] cannot be null',
			]);
}
