import { existsSync, readFileSync, resolve } from '../platform';

/** A row of the documentation's tables, as it is printed. */
export interface DocumentedField {
	name: string;
	type: string;
	note: string;
}

/** The four calls of the API, v5.45.0: fields of their requests and of their answers. */
export interface DocumentedCall {
	name: 'Post' | 'Find' | 'Get' | 'Patch';
	request: DocumentedField[];
	answer: DocumentedField[];
}

const DOCUMENT = resolve(
	module.path,
	'../../../shared/user-documents/003-inventory-transactions-api-v5.45.txt',
);

/** Request of Post, in short: name, type and note. Patch adds `id`, answers add `id` and `createdBy`. */
const FIELDS = `
createdAt number optional Default value: currentTime
warehouse string
type string Allowed values: adjustment,purchas,s,ales,transfer,receiving,packaging,return
items Object[]
items.sku string item type id
items.variantName string
items.variantIsMedicine boolean
items.variantIsMedicineDangerous boolean
items.quantity number direct quantity change (adjustment)
items.note string
items.metadata Object
items.adjustment number [for: adjustment] quantity update, + for replenishment, - for takes
items.control string [for: adjustment; tracked items] control number, batch id or external identifier
items.expiresAt number [for: adjustment; tracked items]
items.price number [for: purchase, sales orders] price override
items.tax number [for: purchase, sales orders] tax override
items.taxCode string [for: purchase, sales orders] inclusive, exclusive
items.taxComplication string [for: purchase, sales orders] Allowed values: inclusive,exclusive
metadata Object optional
reason string optional
invoice string optional
expiresAt number optional
transaction string optional [types: adjustment, receiving, packaging, return] transaction id this receiving, packaging, or return is for
supplier string optional [types: purchase] supplier id
supplierType string optional [types: purchase] Allowed values: organization,inventory-supplier
acknowledgedAt number optional [types: purchase]
acknowledgedBy string optional [types: purchase]
rejectedAt number optional [types: purchase]
rejectedBy string optional [types: purchase]
customer string optional [types: sales] account id
customerType string optional [types: sales] Allowed values: patient,org-member,personal-details
customerHasPWDId boolean optional
customerHasOSCASeniorCitizenId boolean optional
fulfilledItems Object[] optional [types: sales]
fulfilledAt number optional [types: sales]
fulfilledBy string optional [types: sales]
source string optional [types: transfer] warehouse id
destination string optional [types: transfer] warehouse id
billTo string optional [types: purchase, sales] account id
shippedAt number optional
shippedBy string optional
shipTo string optional [types: purchase, sales, transfer] simple location or address
receivedAt number optional [types: packaging, order]
receivedBy string optional [types: packaging, order]
approvedItems Object[] optional [types: purhase]
approvedAt number optional [types: purhase return]
approvedBy string optional [types: purhase return]
`;

function compactFields(): DocumentedField[] {
	return FIELDS.trim()
		.split('\n')
		.map((line) => {
			const [name, type, ...note] = line.split(' ');
			return { name, type, note: note.join(' ') };
		});
}

/** The calls from the table in this file. */
export function compactCalls(): DocumentedCall[] {
	const fields = compactFields();
	const own = (name: string): DocumentedField => ({ name, type: 'string', note: '' });
	const answer = [own('id'), own('createdBy'), ...fields];
	return [
		{ name: 'Post', request: fields, answer },
		{ name: 'Find', request: [], answer },
		{ name: 'Get', request: [own('id')], answer },
		{ name: 'Patch', request: [own('id'), ...fields], answer },
	];
}

/** Rows of a table: `| name | type |` and the note on the next line. */
function tableRows(lines: readonly string[]): DocumentedField[] {
	return lines.flatMap((line, index) => {
		const [, name, type] = /^\| (\S+) \| (\S+) \|$/.exec(line.trim()) ?? [];
		if (name === undefined || name === 'Name' || name === 'Authorization') return [];
		const next = lines[index + 1]?.trim() ?? '';
		const note = next === '|' ? '' : next.replace(/\|$/, '').trim();
		return [{ name: name.replace(/^inventoryTransactions\./, ''), type, note }];
	});
}

/** The calls from the document itself; undefined where it is not there. */
export function documentedCalls(): DocumentedCall[] | undefined {
	if (!existsSync(DOCUMENT)) return undefined;
	const sections = readFileSync(DOCUMENT, 'utf8')
		.split(/^Transaction - /m)
		.slice(1);
	return sections.map((section) => {
		const [head, success] = section.split(/^Success response$/m);
		const name = section.slice(0, section.indexOf('\n')).trim() as DocumentedCall['name'];
		const answer = tableRows(success.split('\n')).filter(
			(row) => row.name !== 'inventoryTransactions',
		);
		return { name, request: tableRows(head.split('\n')), answer };
	});
}

/** The curl bodies of the document, which must work word for word. */
export const EXAMPLES = {
	post: { warehouse: 'facility-id', items: [{ variantName: 'some variant name' }] },
	patch: { reason: 'updated reason' },
} as const;
