import * as regexp from 'eslint-plugin-regexp';
import ts from 'typescript';
import { Linter } from '../platform';
import { readSources } from './imports';

const report = { report: 'potential' };

/** What the tool says of expressions, when each is asked of a text. */
function slowOnes(expressions: readonly string[]): string[] {
	const linter = new Linter({ configType: 'flat' });
	const messages = linter.verify(expressions.map((one) => `${one}.exec(text);`).join('\n'), {
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', report],
			'regexp/no-super-linear-move': ['error', report],
			'regexp/no-invalid-regexp': 'error',
		},
	} as Linter.Config);
	return messages.map(({ line, message }) => `${expressions[line - 1]}: ${message}`);
}

/** Regular expressions of a file, also those in n8n's expressions, which are texts. */
function expressionsIn(file: string, text: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
		if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) {
			const inner = /^=?\{\{([^]*)\}\}$/.exec(node.text)?.[1];
			if (inner !== undefined) found.push(...expressionsIn(`${file}.ts`, `(${inner})`));
		}
		node.forEachChild(visit);
	};
	visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
	return found;
}

const sources = readSources('nodes', 'credentials');
const all = [...sources].flatMap(([file, text]) => expressionsIn(file, text));

describe('regular expressions', () => {
	it('take a time that grows with the text, never with its square', () => {
		expect(slowOnes([...new Set(all)])).toEqual([]);
		expect(all.length).toBeGreaterThan(150);
	});

	it('stand in the code, where they can be looked at, and are not put together from texts', () => {
		const built = [...sources].filter(([, text]) => /\bRegExp\(/.test(text));
		expect(built.map(([file]) => file)).toEqual([]);
	});

	it.each(['/\\.+$/', '/(a+)+b/', '/\\s*,\\s*$/', '/^(\\w+\\s?)*$/', '/<.*>/'])(
		'would be found: %s',
		(expression) => expect(slowOnes([expression])).not.toEqual([]),
	);

	it('are found in the expressions of n8n as well', () => {
		const text = 'const url = \'={{ $credentials.url.replace(/\\\\/+$/, "") }}\';';
		expect(expressionsIn('a.ts', text)).toEqual(['/\\/+$/']);
	});
});
