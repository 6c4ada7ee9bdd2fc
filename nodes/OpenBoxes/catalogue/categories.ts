import { categorySchema, parseList, type Category } from '../schemas';
import { textKey } from '../values/same-text';
import { storableText } from '../values/storable-text';
import { quoted } from '../values/text';
import { doOnce } from '../once/do-once';
import { apiPath } from '../transport/base-url';
import type { Connection } from '../transport/connection';
import { requireOpenSource } from '../transport/open-source-only';
import { OpenBoxesError } from '../transport/openboxes-error';
import { getPages } from '../transport/paginate';
import { deleteIfThere, stillThere } from '../transport/missing';

/** `Medicines › Analgesics`: names alone can occur twice in the tree. */
export function categoryPath({ name, parentCategory }: Category): string {
	return parentCategory ? `${categoryPath(parentCategory)} › ${name}` : name;
}

/** Product categories by name; the records of the server are kept as they are. */
export async function readCategories(
	connection: Connection,
	limit?: number,
	keep?: (category: Category) => boolean,
): Promise<unknown[]> {
	const query = { sort: 'name' };
	return await getPages(
		connection,
		apiPath('generic', 'category'),
		query,
		limit,
		keep && ((row) => keep(categorySchema.parse(row))),
	);
}

/** The category that a user named by ID, name or path. */
export async function findCategory(connection: Connection, label: string): Promise<Category> {
	const all = (await readCategories(connection)).map((row) => categorySchema.parse(row));
	const byId = all.filter(({ id }) => id === label);
	const named = (name: string): boolean => textKey(name) === textKey(label);
	const found =
		byId.length > 0 ? byId : all.filter((one) => named(one.name) || named(categoryPath(one)));
	if (found.length === 1) return found[0];
	throw new OpenBoxesError(
		found.length === 0
			? `OpenBoxes has no category ${quoted(label)}`
			: `${quoted(label)} is the name of ${found.length} categories: ${found.map((one) => `${categoryPath(one)} (${one.id})`).join(' and ')}`,
		{ description: 'Choose it from the list, or give its ID.' },
	);
}

async function search(
	connection: Connection,
	property: string,
	value: string,
): Promise<Category[]> {
	return parseList(await connection.search('category', [{ property, value }]), categorySchema);
}

/** The server deletes what lies below a category along with it (sessions-and-errors.md#generic). */
async function takeBack(connection: Connection, id: string): Promise<void> {
	if ((await search(connection, 'parentCategory.id', id)).length > 0)
		throw new OpenBoxesError('others lie below it');
	await deleteIfThere(connection, apiPath('categories', id));
}

/** Makes a category; one of that name in the same place is found and not made twice. */
export async function createCategory(
	connection: Connection,
	{ name, parent }: { name: string; parent?: Category },
): Promise<{ category: Category; existed: boolean; warnings: string[] }> {
	await requireOpenSource(connection, 'a call that makes categories');
	const stored = storableText(name);
	const find = async (): Promise<Category[]> =>
		(await search(connection, 'name', stored)).filter(
			(row) =>
				textKey(row.name) === textKey(stored) &&
				(row.parentCategory?.id ?? '') === (parent?.id ?? ''),
		);
	const { done, origin, warnings } = await doOnce(connection, {
		subject: `a category ${quoted(parent ? `${categoryPath(parent)} › ${stored}` : stored)}`,
		key: `category|${parent?.id ?? ''}|${stored}`,
		find,
		// Name and place are all there is of it.
		difference: () => undefined,
		write: async (before) => {
			const body = { name: stored, ...(parent && { parentCategory: { id: parent.id } }) };
			const made = await connection.post(apiPath('categories'), body, { before });
			return categorySchema.parse(made).id;
		},
		takeBack: async ({ id }) => await takeBack(connection, id),
		readBack: async ({ id }) => {
			return stillThere((await find()).find((one) => one.id === id));
		},
	});
	return { category: done, existed: origin === 'found', warnings };
}
