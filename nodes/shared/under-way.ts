/**
 * What this process does at the moment, by key, so that others can wait for it. Nothing outlasts its work: there is
 * never more than runs. Keys begin with the server, and with its user where it is about that user alone.
 */
export class UnderWay<Result> {
	private readonly works = new Map<string, Promise<Result>>();

	get(key: string): Promise<Result> | undefined {
		return this.works.get(key);
	}

	/** Notes a work until it ends, well or badly, or another one takes its place. */
	begin(key: string, work: Promise<Result>): Promise<Result> {
		this.works.set(key, work);
		const end = (): void => {
			if (this.works.get(key) === work) this.works.delete(key);
		};
		// Before anybody can wait for it, so that whoever waited finds the place free.
		void work.then(end, end);
		return work;
	}

	get size(): number {
		return this.works.size;
	}
}
