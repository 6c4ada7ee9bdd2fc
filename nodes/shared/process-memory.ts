/** Remembered values that are looked at with every new one, so that those that are over go in time. */
const LOOKS = 4;

/**
 * What a process remembers between executions stands here and nowhere else (test/structure holds that): bounded,
 * so that an n8n that serves many tenants for months does not grow. What was not used for longest is forgotten
 * first. Keys begin with the server, and with its user where one may see what another may not.
 */
export class ProcessMemory<Value> {
	private readonly entries = new Map<string, Value>();
	private looked = this.entries.entries();

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

	/** More are looked at than come, so what is over never piles up. Each time goes on where the last one ended. */
	private forgetSome(): void {
		for (let look = 0; look < LOOKS; look++) {
			const { done, value: entry } = this.looked.next();
			if (done) {
				this.looked = this.entries.entries();
				return;
			}
			const [key, value] = entry;
			if (this.isOver(value)) this.entries.delete(key);
		}
	}
}
