import {
	existsSync,
	readdirSync,
	readFileSync,
	dirname,
	join,
	relative,
	resolve,
} from '../platform';
import ts from 'typescript';

export const root = resolve(module.path, '../..');

/** Source texts by path from the root of the repository, such as `nodes/OpenBoxes/values/moment.ts`. */
export type Sources = ReadonlyMap<string, string>;

export function readSources(...folders: readonly string[]): Sources {
	const files = folders.flatMap((folder) =>
		readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
			.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
			.map((entry) => relative(root, join(entry.parentPath, entry.name))),
	);
	return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

export interface Import {
	file: string;
	/** As written: `./moment`, `n8n-workflow`. */
	specifier: string;
	/** The file of the repository that it names; undefined for a package. */
	target?: string;
}

/** Every form: `import … from`, `import '…'`, `export … from`, `import('…')`, `import x = require('…')`, `require('…')`. */
export function importsOf(file: string, sources: Sources): Import[] {
	const { importedFiles } = ts.preProcessFile(sources.get(file) ?? '', true, true);
	return importedFiles.map(({ fileName: specifier }) => ({
		file,
		specifier,
		target: specifier.startsWith('.') ? targetOf(file, specifier, sources) : undefined,
	}));
}

/** A folder is imported by its index; `.`, `..` and a trailing slash are folders as well. */
function targetOf(file: string, specifier: string, sources: Sources): string {
	const base = join(dirname(file), specifier).replace(/\/$/, '');
	const candidates = [`${base}.ts`, base, join(base, 'index.ts')];
	const known = candidates.find((path) => sources.has(path));
	return known ?? candidates.find((path) => existsSync(join(root, path))) ?? `${base}.ts`;
}

/** Names that other files take from each file: named and default imports, re-exports, or `*` for all of it. */
export function usedNames(sources: Sources): Map<string, Set<string>> {
	const used = new Map<string, Set<string>>();
	for (const [file, text] of sources) {
		const note = (specifier: string, name: string): void => {
			if (!specifier.startsWith('.')) return;
			const target = targetOf(file, specifier, sources);
			used.set(target, (used.get(target) ?? new Set()).add(name));
		};
		const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
		const visit = (node: ts.Node): void => {
			noteUse(node, note);
			ts.forEachChild(node, visit);
		};
		visit(tree);
	}
	return used;
}

function noteUse(node: ts.Node, note: (specifier: string, name: string) => void): void {
	if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
		const from = node.moduleSpecifier.text;
		const bindings = node.importClause?.namedBindings;
		if (bindings && ts.isNamespaceImport(bindings)) note(from, '*');
		else if (bindings)
			for (const { propertyName, name } of bindings.elements)
				note(from, (propertyName ?? name).text);
	} else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
		if (!ts.isStringLiteral(node.moduleSpecifier)) return;
		if (node.exportClause && ts.isNamedExports(node.exportClause))
			for (const { propertyName, name } of node.exportClause.elements)
				note(node.moduleSpecifier.text, (propertyName ?? name).text);
		else note(node.moduleSpecifier.text, '*');
	} else if (ts.isCallExpression(node) && node.arguments.length > 0) {
		const [argument] = node.arguments;
		const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
		if (isImport && ts.isStringLiteral(argument)) note(argument.text, '*');
	} else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
		if (ts.isStringLiteral(node.argument.literal)) note(node.argument.literal.text, '*');
	}
}

/** Names that a file exports itself. */
export function exportedNames(file: string, sources: Sources): string[] {
	const tree = ts.createSourceFile(file, sources.get(file) ?? '', ts.ScriptTarget.ES2022, true);
	return tree.statements.flatMap((statement) => {
		const isExported =
			ts.canHaveModifiers(statement) &&
			ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
		if (!isExported) return [];
		if (ts.isVariableStatement(statement))
			return statement.declarationList.declarations.map(({ name }) => name.getText());
		const { name } = statement as ts.DeclarationStatement;
		return name ? [name.getText()] : [];
	});
}
