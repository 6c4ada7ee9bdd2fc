/** Remembered values that are looked at with every new one, so that those that are over go in time. */
const LOOKS = 4;

/**
 * What a process remembers between executions stands here and nowhere else (test/structure holds that): bounded,
 * so that an n8n that serves many tenants for months does not grow. What was not used for longest is forgotten
 * first. Keys begin with the server, and with its user where one may see what another may not.
 */
export class ProcessMemory<Value> {
	private readonly entries = new Map<string, Value>();

	constructor(
		/** Values that are kept. */
		private readonly most: number,
		/** Tells what nobody needs any more; it goes before the bound is reached. */
		private readonly isOver: (value: Value) => boolean = () => false,
	) {}

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
		this.forgetSome();
		this.entries.set(key, value);
		for (const oldest of this.entries.keys()) {
			if (this.entries.size <= this.most) break;
			this.entries.delete(oldest);
		}
	}

	/** Forgets a key; with `value` only if nobody else put another there meanwhile. */
	delete(key: string, value?: Value): void {
		if (value === undefined || this.entries.get(key) === value) this.entries.delete(key);
	}

	get size(): number {
		return this.entries.size;
	}

	/** More are looked at than come, so what is over never piles up; what is not goes to the end. */
	private forgetSome(): void {
		const oldest = [];
		for (const entry of this.entries) {
			if (oldest.push(entry) >= LOOKS) break;
		}
		for (const [key, value] of oldest) {
			this.entries.delete(key);
			if (!this.isOver(value)) this.entries.set(key, value);
		}
	}
}
