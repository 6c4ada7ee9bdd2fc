import { HostileCampaign } from './campaign';

/** `npm run hostile -- --runs 10000` is the same with more of it. */
it.each(['0.9.8', 'documented'] as const)(
	'whatever a server of kind %s answers: no programming mistake, no hang, no secret, no false success',
	async (kind) => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const campaign = new HostileCampaign(1, kind);
		await campaign.run(60);
		expect(campaign.findings).toEqual([]);
		expect(campaign.tried.size).toBeGreaterThan(40);
	},
	120_000,
);
