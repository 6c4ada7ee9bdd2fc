import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from '../platform';
import { deepCopy, jsonParse, type ICredentialDataDecryptedObject } from 'n8n-workflow';

/** One row of n8n's table of credentials, not encrypted. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** Where n8n keeps credentials between executions; like its database, it gives out copies. */
export interface CredentialStore {
	all(): StoredCredential[];
	save(credential: StoredCredential): void;
}

/** Shared by all executions of one process. */
export class MemoryCredentialStore implements CredentialStore {
	private readonly rows = new Map<string, StoredCredential>();

	constructor(...credentials: StoredCredential[]) {
		credentials.forEach((credential) => this.save(credential));
	}

	all(): StoredCredential[] {
		return [...this.rows.values()].map((row) => deepCopy(row));
	}

	save(credential: StoredCredential): void {
		this.rows.set(credential.id, deepCopy(credential));
	}
}

/** Shared by several processes, as main and workers of n8n share one database: last write wins. */
export class FileCredentialStore implements CredentialStore {
	constructor(
		readonly file: string,
		...credentials: StoredCredential[]
	) {
		if (credentials.length > 0 || !existsSync(file)) this.replace(credentials);
	}

	all(): StoredCredential[] {
		return jsonParse<StoredCredential[]>(readFileSync(this.file, 'utf8'));
	}

	save(credential: StoredCredential): void {
		this.replace([...this.all().filter(({ id }) => id !== credential.id), credential]);
	}

	/** By renaming, so that a reader sees the old rows or the new ones and never half a file. */
	private replace(rows: StoredCredential[]): void {
		const next = `${this.file}.${randomUUID()}`;
		writeFileSync(next, JSON.stringify(rows, null, 2));
		renameSync(next, this.file);
	}
}
