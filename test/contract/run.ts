/**
 * `npm run contract -- --url URL --user USER --location ID [--write "NAME OF THE LOCATION"]`: whether an OpenBoxes
 * behaves as the sandbox does. The password comes from OPENBOXES_PASSWORD. It only reads, unless the name of the
 * location is given as well: then some rules take one unit out of stock there for a moment.
 */
import { parseArgs, process, say, complain } from '../platform';
import { checkContract } from './contract';
import type { Access } from './server-client';

const USAGE = `OPENBOXES_PASSWORD=… npm run contract -- --url https://stock.example.org/openboxes --user n8n --location ID
Reads only. With --write "Name of the Location" it also posts transactions of one unit there, and deletes them.`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			url: { type: 'string' },
			user: { type: 'string' },
			location: { type: 'string' },
			write: { type: 'string' },
		},
	});
	const { url, user, location, write } = values;
	const password = process.env.OPENBOXES_PASSWORD;
	if (!url || !user || !location || !password) {
		complain(USAGE);
		process.exitCode = 2;
		return;
	}
	const access: Access = { url, user, password, location };
	const counts = { agrees: 0, differs: 0, 'not tested': 0 };
	for await (const { name, page, outcome, detail } of checkContract(access, write)) {
		counts[outcome] += 1;
		say(`${outcome.padEnd(10)}  ${name}${detail ? `\n            ${detail} (${page})` : ''}`);
	}
	say(`${counts.agrees} agree, ${counts.differs} differ, ${counts['not tested']} not tested`);
	process.exitCode = counts.differs === 0 ? 0 : 1;
}

main().catch((error: Error) => {
	// The message alone: an error of the HTTP client carries the password.
	complain(error.message);
	process.exitCode = 1;
});
