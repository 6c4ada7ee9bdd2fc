import { HostileCampaign, STEPS } from './campaign';

const half = Math.ceil(STEPS.length / 2);

/** Every operation and event once; `npm run hostile -- --rounds 150` is the same with more of it. */
it.each([
	['0.9.8', 0, half],
	['documented', half, STEPS.length],
] as const)(
	'whatever a server of kind %s answers: no programming mistake, no hang, no secret, no false success',
	async (kind, first, end) => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const campaign = new HostileCampaign(1, kind);
		await campaign.run(end - first, first);
		expect(campaign.findings).toEqual([]);
		expect([...campaign.tried.keys()]).toEqual(STEPS.slice(first, end));
	},
	120_000,
);
