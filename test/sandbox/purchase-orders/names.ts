import type { Json } from '../json/json';
import type { Value } from '../store/table';

/** `MedSupply Ltd (SO)`. */
export function placeWithOrganization(json: Json, id: Value): string {
	const location = json.store.get('location', id);
	const code = json.store.get('organization', location?.organization)?.code;
	return `${String(location?.name ?? null)}${code ? ` (${String(code)})` : ''}`;
}

export const personName = (json: Json, id: Value): unknown =>
	json.nested('person', id)?.name ?? null;
