/**
 * What the process remembers between executions, per server and user: bounded, so that an n8n that serves
 * many tenants for months does not grow. What was not used for longest is forgotten first.
 */
export class ProcessMemory<Value> {
	private readonly entries = new Map<string, Value>();

	/** @param most entries that are kept */
	constructor(private readonly most: number) {}

	get(key: string): Value | undefined {
		const value = this.entries.get(key);
		if (value === undefined) return undefined;
		// To the end: what was used last is forgotten last.
		this.entries.delete(key);
		this.entries.set(key, value);
		return value;
	}

	set(key: string, value: Value): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		for (const oldest of this.entries.keys()) {
			if (this.entries.size <= this.most) break;
			this.entries.delete(oldest);
		}
	}

	/** Forgets a key, but not what somebody else put there meanwhile. */
	delete(key: string, value: Value): void {
		if (this.entries.get(key) === value) this.entries.delete(key);
	}

	get size(): number {
		return this.entries.size;
	}
}
