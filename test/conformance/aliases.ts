/**
 * Ids and document numbers that a server made during a flow, recorded ones against those of this run: one to
 * one. `mark` and `undo` take back what a comparison that failed had assumed.
 */
export class Aliases {
	private readonly ours = new Map<string, string>();
	private readonly theirs = new Map<string, string>();
	private readonly trail: Array<[recorded: string, given: string]> = [];

	/** Whether the two can stand for the same thing; if so they do from now on. */
	join(recorded: string, given: string): boolean {
		const known = this.ours.get(recorded);
		if (known !== undefined) return known === given;
		if (this.theirs.has(given)) return false;
		this.ours.set(recorded, given);
		this.theirs.set(given, recorded);
		this.trail.push([recorded, given]);
		return true;
	}

	given(recorded: string): string | undefined {
		return this.ours.get(recorded);
	}

	isTaken(given: string): boolean {
		return this.theirs.has(given);
	}

	/** A recorded text with all that is known put in. */
	translate(text: string): string {
		let translated = text;
		for (const [recorded, given] of this.ours) {
			if (translated.includes(recorded)) translated = translated.replaceAll(recorded, given);
		}
		return translated;
	}

	mark(): number {
		return this.trail.length;
	}

	undo(mark: number): void {
		for (const [recorded, given] of this.trail.splice(mark)) {
			this.ours.delete(recorded);
			this.theirs.delete(given);
		}
	}
}
