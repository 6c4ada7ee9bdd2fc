// Short names for what is private. TypeScript sees to it that only the class itself asks for it, so no user, no n8n and no
// JSON ever sees its name.
const path = require('node:path');
const ts = require('typescript');

const root = path.join(__dirname, '..');
const SUFFIX = '$private';

/** The names that esbuild may shorten. */
exports.PRIVATE = /\$private$/;

/**
 * A plugin for esbuild that marks the names of all private members, so that it can tell them from others of that name.
 *
 * @param before what to put before the code of a file
 */
exports.markPrivate = function (before) {
	const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
	const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
	const program = ts.createProgram(fileNames, options);
	return {
		name: 'mark what is private',
		setup(build) {
			build.onLoad({ filter: /(nodes|credentials)[\\/].*\.ts$/ }, ({ path: file }) => ({
				contents: before(file) + marked(program.getSourceFile(file), program.getTypeChecker()),
				loader: 'ts',
			}));
		},
	};
};

function marked(source, checker) {
	/** What to write instead of an identifier, the last one first. */
	const edits = [];
	look(source);
	return edits.reduceRight(
		(text, { start, end, name }) => text.slice(0, start) + name + text.slice(end),
		source.text,
	);

	function look(node) {
		if (ts.isIdentifier(node)) edit(node);
		ts.forEachChild(node, look);
	}

	function edit(identifier) {
		const [start, end, { text, parent }] = [identifier.getStart(), identifier.end, identifier];
		const replace = (name) => void edits.push({ start, end, name });
		if (ts.isBindingElement(parent) && parent.name === identifier && !parent.propertyName) {
			const property = checker.getTypeAtLocation(parent.parent).getProperty(text);
			if (isPrivate(property)) replace(`${text}${SUFFIX}: ${text}`);
		} else if (ts.isShorthandPropertyAssignment(parent)) {
			const value = checker.getShorthandAssignmentValueSymbol(parent);
			if (isPrivate(value)) replace(`${text}: ${text}${SUFFIX}`);
		} else if (isPrivate(checker.getSymbolAtLocation(identifier))) {
			replace(`${text}${SUFFIX}`);
		}
	}
}

/** A parameter of a constructor counts with the member that it becomes. */
function isPrivate(symbol) {
	const declaration = symbol?.valueDeclaration;
	return (
		declaration !== undefined &&
		!ts.isConstructorDeclaration(declaration) &&
		(ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0
	);
}
