import { process, say } from '../platform';
import { areasOf, readArea, versions } from './recordings';

/**
 * `npm run recordings`: lists the recorded flows; `-- 0.9.8/stock` those of an area; `-- 0.9.8/stock/date-formats`
 * prints one, request by request.
 */
const [version, area, name] = (process.argv[2] ?? '').split('/');

if (name) {
	const found = readArea(version, area).find((flow) => flow.name === name);
	if (!found) throw new Error(`No recording ${process.argv[2]}`);
	say(JSON.stringify(found.flow, null, 1));
} else {
	for (const each of versions().filter((one) => !version || one === version)) {
		for (const one of areasOf(each).filter((other) => !area || other === area)) {
			for (const {
				name: flow,
				flow: { title },
			} of readArea(each, one))
				say(`${each}/${one}/${flow}: ${title}`);
		}
	}
}
