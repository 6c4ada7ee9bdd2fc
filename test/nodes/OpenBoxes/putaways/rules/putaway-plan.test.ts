import {
	planPutaway,
	type PutawayCandidate,
} from '../../../../../nodes/OpenBoxes/putaways/rules/putaway-plan';

const candidate = (changes: Partial<PutawayCandidate> = {}): PutawayCandidate => ({
	productId: 'p1',
	productCode: '10001',
	productName: 'Ibuprofen',
	lotId: 'l1',
	lotNumber: 'IBU-A',
	fromBinId: 'r1',
	fromBin: 'R-1',
	quantity: 100,
	isReady: true,
	...changes,
});
const bin = { id: 'a1', name: 'A-01' };
const wish = { position: 1, product: '10001', bin };

it.each([
	[
		'all of a product, lot by lot',
		[wish],
		[
			['l1', 'a1', 100],
			['l2', 'a1', 50],
		],
	],
	[
		'a part, from the first lot on',
		[{ ...wish, quantity: 120 }],
		[
			['l1', 'a1', 100],
			['l2', 'a1', 20],
		],
	],
	['one lot', [{ ...wish, lot: 'ibu-b' }], [['l2', 'a1', 50]]],
	[
		'one lot to two bins',
		[
			{ ...wish, lot: 'IBU-A', quantity: 30 },
			{ ...wish, position: 2, lot: 'IBU-A', bin: { id: 'a2', name: 'A-02' } },
		],
		[
			['l1', 'a1', 30],
			['l1', 'a2', 70],
		],
	],
	[
		'the usual bin when none is named',
		[{ position: 1, product: 'p1', lot: 'IBU-B' }],
		[['l2', 'usual', 50]],
	],
])('puts away %s', (_, wishes, moves) => {
	const candidates = [
		candidate(),
		candidate({ lotId: 'l2', lotNumber: 'IBU-B', quantity: 50, preferredBinId: 'usual' }),
	];
	const plan = planPutaway(candidates, wishes);
	expect(
		plan.lines?.flatMap((line) =>
			line.targets.map(({ binId, quantity }) => [line.candidate.lotId, binId, quantity]),
		),
	).toEqual(moves);
});

it.each([
	['more than waits', [candidate()], { ...wish, quantity: 101 }, /101 wanted, 100 wait/],
	['what nobody received', [candidate()], { ...wish, product: '99' }, /no goods of "99" wait/],
	[
		'what stands in an open putaway',
		[candidate({ isReady: false })],
		wish,
		/stands in an open putaway/,
	],
	[
		'goods without a target',
		[candidate()],
		{ position: 1, product: '10001' },
		/needs a bin to go to/,
	],
	[
		'goods into the bin that they lie in',
		[candidate()],
		{ ...wish, bin: { id: 'r1', name: 'R-1' } },
		/lies in that bin already/,
	],
])('refuses %s', (_, candidates, one, reason) => {
	expect(planPutaway(candidates, [one]).reason).toMatch(reason);
});
