import { listSchema, locationSchema, type OpenBoxesCredential } from '../schemas';
import { textKey } from '../values/same-text';
import { noRoleAt } from './app-context';
import { configurationFailure } from './credential-check';
import type { Verdict } from './reply';
import { scrub } from './scrub';

/**
 * The ID of the location that a user named by its number or exact name. The list holds active locations
 * that are no bins; only a user with a role that holds everywhere may read it without being at a location.
 *
 * @throws OpenBoxesError when there is none, or more than one
 */
export function findLocation(verdict: Verdict, credential: OpenBoxesCredential): string {
	const wanted = credential.location;
	if (verdict.kind === 'forbidden') throw noRoleAt(credential);
	const list = verdict.kind === 'data' ? listSchema.safeParse(verdict.body) : undefined;
	const rows = (list?.data?.data ?? []).flatMap((row) => {
		const parsed = locationSchema.safeParse(row);
		return parsed.success && parsed.data.active !== false ? [parsed.data] : [];
	});
	const key = textKey(wanted);
	const byNumber = rows.filter(({ locationNumber }) => textKey(locationNumber ?? '') === key);
	const found = byNumber.length > 0 ? byNumber : rows.filter(({ name }) => textKey(name) === key);
	if (found.length === 1) return found[0].id;
	if (found.length > 1) {
		const names = scrub(found.map(({ name, id }) => `${name} (${id})`).join(' and '), credential);
		throw configurationFailure(
			`"${wanted}" in the OpenBoxes credential stands for ${found.length} locations: ${names}. Enter the ID of the one you mean.`,
		);
	}
	throw configurationFailure(
		`OpenBoxes does not know the location "${wanted}", or it is disabled. Enter the ID of the location (the last part of its web address in OpenBoxes), its number or its exact name.`,
	);
}
