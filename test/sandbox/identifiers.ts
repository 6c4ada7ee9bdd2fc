import { pickFrom, type Random } from './random';

const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const DIGITS = '0123456789';

/**
 * Ids and document numbers as the server makes them: ids are hexadecimal and grow with time;
 * transactions get `8BJ-FP3-B62`, everything else `636FCQ`.
 */
export class Identifiers {
	private counter = 0;
	private productSequence = 0;

	constructor(
		private readonly random: Random,
		private readonly now: () => number,
	) {}

	id(): string {
		this.counter += 1;
		const time = Math.floor(this.now()).toString(16).padStart(11, '0');
		return `00000000a2029000${time}${(this.counter % 0x100000).toString(16).padStart(5, '0')}`;
	}

	uuid(): string {
		const hex = (digits: number) =>
			Array.from({ length: digits }, () => pickFrom(this.random, '0123456789abcdef')).join('');
		return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
	}

	transactionNumber(): string {
		const group = () =>
			Array.from({ length: 3 }, () => pickFrom(this.random, LETTERS + DIGITS)).join('');
		return `${group()}-${group()}-${group()}`;
	}

	documentNumber(): string {
		const some = (letters: string) =>
			Array.from({ length: 3 }, () => pickFrom(this.random, letters)).join('');
		return some(DIGITS) + some(LETTERS);
	}

	productCode(): string {
		this.productSequence += 1;
		return String(this.productSequence).padStart(5, '0');
	}
}
