import { READING, type Rule, type Verdict } from './rules';
import { ServerClient, type Access } from './server-client';
import { WRITING } from './writing-rules';

export interface Checked {
	name: string;
	page: string;
	outcome: 'agrees' | 'differs' | 'not tested';
	detail?: string;
}

/** Checks all rules; those that write only when the location's own name is given. */
export async function* checkContract(access: Access, writeAt?: string): AsyncGenerator<Checked> {
	const client = await ServerClient.logIn(access);
	for (const rule of READING) yield await checked(rule, client);
	const refusal = await whyNotWrite(client, writeAt);
	for (const rule of WRITING)
		yield refusal
			? { name: rule.name, page: rule.page, outcome: 'not tested', detail: refusal }
			: await checked(rule, client);
}

async function checked({ name, page, check }: Rule, client: ServerClient): Promise<Checked> {
	const verdict = await check(client).catch(({ message }: Error): Verdict => ({
		differs: message,
	}));
	if ('agrees' in verdict) return { name, page, outcome: 'agrees' };
	return 'differs' in verdict
		? { name, page, outcome: 'differs', detail: verdict.differs }
		: { name, page, outcome: 'not tested', detail: verdict.notTested };
}

/** The name has to be typed, so that nobody writes at a place by a slip in an id. */
async function whyNotWrite(client: ServerClient, writeAt?: string): Promise<string | undefined> {
	if (writeAt === undefined) return 'it writes; allow it with --write "Name of the Location"';
	const { data } = await client.get('/api/getAppContext');
	const name = (data?.data?.location as { name?: string } | undefined)?.name;
	return name === writeAt ? undefined : `the location is called "${name}", not "${writeAt}"`;
}
