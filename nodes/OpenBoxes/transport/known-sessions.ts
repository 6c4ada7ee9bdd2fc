import { ProcessMemory } from '../../shared/process-memory';
import type { OpenBoxesCredential } from '../schemas';
import { ownerOf } from './owner';

const MOST_PER_OWNER = 20;

/** Cookies that were in use, newest first: a server may write one back long after another took its place. */
const known = new ProcessMemory<readonly string[]>(5000);

export function rememberSession(credential: OpenBoxesCredential, cookie: string): void {
	if (cookie === '') return;
	const owner = ownerOf(credential);
	const others = (known.get(owner) ?? []).filter((one) => one !== cookie);
	known.set(owner, [cookie, ...others].slice(0, MOST_PER_OWNER));
}

export function knownSessions(credential: OpenBoxesCredential): readonly string[] {
	return known.get(ownerOf(credential)) ?? [];
}
