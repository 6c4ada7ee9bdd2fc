import seed from '../sandbox/fixtures/hospital.json';
import { recordable } from './recordable';
import { areasOf, readArea, versions } from './recordings';

const areas = versions().flatMap((version) => areasOf(version).map((area) => [version, area]));
const seedText = JSON.stringify(seed);

/** Words that flows try on purpose and that open nothing. */
const WRONG_PASSWORDS = ['', 'wrong', 'secret', 'password', 'Till-Pass', 'till-pass '];

describe.each(areas)('the recordings of %s/%s', (version, area) => {
	const flows = readArea(version, area);
	const text = JSON.stringify(flows);

	it('are of that version, each with answers', () => {
		expect(flows.length).toBeGreaterThan(0);
		for (const { flow } of flows) {
			expect(flow.server).toBe(version);
			expect(flow.steps.length).toBeGreaterThan(0);
		}
	});

	it('hold no session and no page of the application', () => {
		for (const { flow } of flows)
			for (const { response } of flow.steps) expect(response).toEqual(recordable(response));
	});

	it('hold no password, mailbox or machine that is not of the made-up hospital', () => {
		const passwords = [...text.matchAll(/"password":"([^"]*)"/g)].map(([, word]) => word);
		expect(
			passwords.filter(
				(word) => !seedText.includes(`"${word}"`) && !WRONG_PASSWORDS.includes(word),
			),
		).toEqual([]);
		const mailboxes = [...text.matchAll(/[\w.+-]+@[\w-]+\.[a-z]\w*/gi)].map(([found]) => found);
		expect(mailboxes.filter((found) => !/@(example\.org|admin\.com)$/i.test(found))).toEqual([]);
		const hosts = [...text.matchAll(/https?:\/\/([^/"\s:]+)/g)].map(([, host]) => host);
		expect(
			hosts.filter(
				(host) => !/^(127\.0\.0\.1|(\w+\.)*example(\.org)?|www\.fedex\.com)$/.test(host),
			),
		).toEqual([]);
	});
});
