import type { IDataObject } from 'n8n-workflow';
import { categoryPath } from '../../catalogue/categories';
import { categorySchema } from '../../schemas';

/** A category with its place in the tree. */
export function categoryOutput(data: unknown): IDataObject {
	const category = categorySchema.parse(data);
	return {
		id: category.id,
		name: category.name,
		path: categoryPath(category),
		parentId: category.parentCategory?.id ?? null,
		parentName: category.parentCategory?.name ?? null,
	};
}
