import { CentralDepot } from '../../../../hospital/central-depot';
import { depotWithReceivedGoods, lines } from '../../../../hospital/received-goods';

let depot: CentralDepot;
afterEach(async () => await depot.close());

it('shows what lies in the receiving bin', async () => {
	depot = await depotWithReceivedGoods();
	const candidates = await depot.items('putaway', 'getCandidates');
	expect(
		candidates
			.map(({ productCode, lotNumber, quantity }) => [productCode, lotNumber, quantity])
			.sort(),
	).toEqual([
		['10001', 'IBU-P', 300],
		['20001', 'AMX-P', 500],
	]);
	expect(candidates[0]).toMatchObject({
		status: 'ready',
		fromBin: { name: expect.stringMatching(/^R-/) },
	});
});

it('leaves out what stands in an open putaway, unless asked', async () => {
	depot = await depotWithReceivedGoods();
	await depot.item('putaway', 'create', lines({ productCode: '20001', bin: 'A-01' }));
	expect(await depot.items('putaway', 'getCandidates')).toHaveLength(1);
	expect(await depot.items('putaway', 'getCandidates', { onlyReady: false })).toHaveLength(2);
});

it('says that the documented server has no putaways', async () => {
	depot = await CentralDepot.start({ kind: 'documented' });
	expect(await depot.failure('putaway', 'getCandidates')).toMatch(/does not offer putaways/);
});
