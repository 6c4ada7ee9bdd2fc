import type { CaseResult } from './run';

const number = (value: number, digits = 0): string =>
	value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });

function cell(result: CaseResult['contenders'][string]): string {
	if (result === undefined) return '';
	if ('notRun' in result) return 'not run';
	const memory = result.peakMemoryMB === null ? '' : `, ${number(result.peakMemoryMB)} MB`;
	const time =
		result.seconds === null ? '' : `, ${number(result.seconds, 1)} s${result.simulated ? '*' : ''}`;
	return `${number(result.requests)} requests${time}${memory}`;
}

/** The figures as a table for docs/speed.md. */
export function toMarkdown(cases: readonly CaseResult[]): string {
	const rows = cases.map(({ title, contenders: { node, httpRequest, script }, least }) =>
		[title, cell(node), cell(httpRequest), cell(script), `${number(least.requests)} requests`].join(
			' | ',
		),
	);
	const isSimulated = cases.some(({ contenders }) =>
		Object.values(contenders).some(
			(one) => one !== undefined && 'simulated' in one && one.simulated,
		),
	);
	return [
		'| Job | This node | HTTP Request node | Plain script | Least possible |',
		'| --- | --- | --- | --- | --- |',
		...rows.map((row) => `| ${row} |`),
		...(isSimulated
			? ['', '\\* Simulated: the requests counted without the limit, 60 in each minute.']
			: []),
	].join('\n');
}
