import * as fc from 'fast-check';
import { ProcessMemory } from '../../../nodes/shared/process-memory';
import { UnderWay } from '../../../nodes/shared/under-way';

describe('what a process remembers', () => {
	it('is never more than its bound, and always what was used last', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 20 }),
				fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 40 })), {
					maxLength: 200,
					size: 'max',
				}),
				(most, steps) => {
					const memory = new ProcessMemory<number>(most);
					let used: number[] = [];
					for (const [isNew, key] of steps) {
						const isKnown = used.includes(key);
						expect(memory.get(String(key))).toBe(isKnown ? key : undefined);
						if (isNew) memory.set(String(key), key);
						if (isNew || isKnown) used = [...used.filter((one) => one !== key), key].slice(-most);
						expect(memory.size).toBe(used.length);
					}
				},
			),
		);
	});

	it('does not wait for its bound to forget what is over, and keeps what is not', () => {
		let now = 0;
		const memory = new ProcessMemory<{ until: number }>(1_000_000, ({ until }) => until < now);
		memory.set('under way', { until: Infinity });
		for (; now < 10_000; now++) memory.set(`lot ${now}`, { until: now + 100 });
		expect(memory.size).toBeLessThan(300);
		expect(memory.get('under way')).toBeDefined();
	});

	it('is forgotten by a key, but not what somebody else put there meanwhile', () => {
		const memory = new ProcessMemory<string>(10);
		memory.set('server|user', 'mine');
		memory.set('server|user', 'of another');
		memory.delete('server|user', 'mine');
		expect(memory.get('server|user')).toBe('of another');
		memory.delete('server|user');
		expect(memory.size).toBe(0);
	});
});

describe('what a process does at the moment', () => {
	it('is known until it ends, well or badly, and no longer', async () => {
		const works = new UnderWay<string>();
		const ends: Array<() => void> = [];
		const good = works.begin('a', new Promise<string>((done) => ends.push(() => done('done'))));
		const bad = works.begin(
			'b',
			new Promise<string>((_, fail) => ends.push(() => fail(new Error('cut')))),
		);
		expect([works.get('a'), works.get('b')]).toEqual([good, bad]);
		for (const end of ends) end();
		await expect(good).resolves.toBe('done');
		await expect(bad).rejects.toThrow('cut');
		expect(works.size).toBe(0);
	});

	it('is free for the next when somebody waited for it', async () => {
		const works = new UnderWay<void>();
		let end = (): void => undefined;
		void works.begin('a', new Promise<void>((done) => (end = done)));
		const waiting = works.get('a')?.then(() => works.get('a'));
		end();
		await expect(waiting).resolves.toBeUndefined();
	});
});
