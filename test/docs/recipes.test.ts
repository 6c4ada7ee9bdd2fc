import { join, readdirSync, readFileSync } from '../platform';
import { resources } from '../../nodes/OpenBoxes/actions/resources';
import { EVENTS as CLINIC_EVENTS } from '../../nodes/HapiHub/trigger/events';
import { EVENTS } from '../../nodes/OpenBoxes/trigger/events';

const root = join(module.path, '../..');
const page = readFileSync(join(root, 'docs/recipes.md'), 'utf8').replace(/\s+/g, ' ');

const operations = new Set(
	resources.flatMap(({ name, operations: all }) => all.map((one) => `${name} → ${one.name}`)),
);
const named = new Set(
	[...page.matchAll(/\*\*([A-Z][\w ]+ → [\w ]+)\*\*/g)].map(([, name]) => name),
);

describe('the recipes', () => {
	it.each([...named])('name an operation that there is: %s', (name) => {
		expect(operations).toContain(name);
	});

	it('name events as the triggers call them', () => {
		const known = [...Object.values(EVENTS), ...Object.values(CLINIC_EVENTS)].map(
			({ name }) => name,
		);
		const events = [...page.matchAll(/Trigger\*\*,? (?:with |_Trigger On_: )_([^_]+)_/g)];
		expect(events.length).toBeGreaterThan(2);
		for (const [, name] of events) expect(known).toContain(name);
	});

	it.each(readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json')))(
		'lead to the example %s',
		(name) => expect(page).toContain(`../examples/${name}`),
	);
});
