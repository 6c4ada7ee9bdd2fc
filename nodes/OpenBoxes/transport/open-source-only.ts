import type { Connection } from './connection';
import { OpenBoxesError } from './openboxes-error';

/** @throws OpenBoxesError on a server whose vendor documents no such thing */
export async function requireOpenSource(connection: Connection, label: string): Promise<void> {
	const { kind } = await connection.serverInfo();
	if (kind === 'openSource') return;
	throw new OpenBoxesError(`This server does not offer ${label}`, {
		description:
			'It needs an open-source OpenBoxes 0.9.x; here do it on the web pages of OpenBoxes. Nothing was changed.',
		cause: 'configuration-invalid',
	});
}
