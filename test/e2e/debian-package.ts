import { spawnSync, existsSync, readdirSync, delimiter, join, process, say } from '../platform';
import { CannotInstall } from './cannot-install';

/** Path of a program; installs the Debian package it comes in when it is missing. */
export function programOf(debianPackage: string, names: readonly string[]): string {
	const found = findProgram(names);
	if (found) return found;
	say(`Installing ${debianPackage}`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of [
		['update', '-qq'],
		['install', '-y', '-qq', '--no-install-recommends', debianPackage],
	]) {
		const { status } = spawnSync('apt-get', args, {
			env,
			stdio: ['ignore', 'ignore', 'inherit'],
			timeout: 10 * 60_000,
		});
		if (status !== 0)
			throw new CannotInstall(`${names[0]} is missing, and apt-get ${args[0]} did not work`);
	}
	const program = findProgram(names);
	if (!program) throw new CannotInstall(`${debianPackage} brought no ${names.join(' or ')}`);
	return program;
}

function findProgram(names: readonly string[]): string | undefined {
	return [...(process.env.PATH ?? '').split(delimiter), ...postgresFolders()]
		.flatMap((folder) => names.map((name) => join(folder, name)))
		.find((file) => existsSync(file));
}

/** Debian keeps the programs of a PostgreSQL server apart, by version. */
function postgresFolders(): string[] {
	const folder = '/usr/lib/postgresql';
	return existsSync(folder) ? readdirSync(folder).map((at) => join(folder, at, 'bin')) : [];
}
