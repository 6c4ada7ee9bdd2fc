import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** What an operation says of its lines. */
export interface LinesForm {
	/** A list as JSON and the keys that a line may have, in HTML. */
	json: string;
	/** Fields of one line. */
	values: INodeProperties[];
	/** Other ways to say what is meant, e.g. everything that is open. */
	more?: readonly INodePropertyOptions[];
	/** One of `more` for an operation that needs no lines at all. */
	default?: string;
	show?: NonNullable<IDisplayOptions['show']>;
}

/** The one way in which every operation with lines asks for them. */
export function linesFromFields({
	json,
	values,
	more = [],
	default: usual = 'form',
	show = {},
}: LinesForm): INodeProperties[] {
	const options = [
		{
			name: 'As JSON',
			value: 'json',
			description: 'A list that comes from a till or another node',
		},
		{ name: 'Fill In Below', value: 'form', description: 'One line after the other, in this form' },
		...more,
	];
	return [
		{
			displayName: 'Lines From',
			name: 'linesFrom',
			type: 'options',
			options: options.sort((a, b) => a.name.localeCompare(b.name)),
			default: usual,
			displayOptions: { show },
			description: 'Where the products and quantities are given',
		},
		{
			displayName: 'Lines (JSON)',
			name: 'linesJson',
			type: 'json',
			default: '={{ $json.lines }}',
			description: json,
			displayOptions: { show: { ...show, linesFrom: ['json'] } },
		},
		{
			displayName: 'Lines',
			name: 'lines',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Line',
			default: {},
			options: [{ displayName: 'Line', name: 'line', values }],
			displayOptions: { show: { ...show, linesFrom: ['form'] } },
		},
	];
}
