import ts from 'typescript';
import { readSources } from '../structure/imports';

/** An error as its code words it; what differs from case to case is `…`. */
export interface Sentence {
	file: string;
	message: string;
	/** What to do next; empty when the message says all. */
	advice: string;
}

/** Functions that make a sentence out of what, why and advice. */
const MAKERS: Record<string, (words: string[]) => Pick<Sentence, 'message' | 'advice'>> = {
	credentialFailure: ([message]) => ({ message, advice: '' }),
	configurationFailure: ([message]) => ({ message, advice: '' }),
	movementError: ([, what, reason, advice = '']) => ({
		message: `Stock movement … was not ${what}: ${reason}`,
		advice,
	}),
	orderError: ([, what, reason, advice = '']) => ({
		message: `Purchase order … was not ${what}: ${reason}`,
		advice,
	}),
};

/** What a constant of the same file is. */
function initializerOf(name: ts.Identifier): ts.Expression | undefined {
	for (const statement of name.getSourceFile().statements) {
		if (!ts.isVariableStatement(statement)) continue;
		const found = statement.declarationList.declarations.find(
			(one) => one.name.getText() === name.text,
		);
		if (found) return found.initializer;
	}
	return undefined;
}

/** A text as a person sees it, with `…` for what is filled in; undefined when it is all filled in. */
function wordsOf(node: ts.Expression | undefined): string | undefined {
	if (node === undefined) return undefined;
	if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
	// Such as an advice that several errors share.
	if (ts.isIdentifier(node)) return wordsOf(initializerOf(node));
	if (ts.isParenthesizedExpression(node)) return wordsOf(node.expression);
	if (ts.isConditionalExpression(node)) return wordsOf(node.whenTrue) ?? wordsOf(node.whenFalse);
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
		return `${wordsOf(node.left) ?? '…'}${wordsOf(node.right) ?? '…'}`;
	if (!ts.isTemplateExpression(node)) return undefined;
	return node.templateSpans.reduce(
		(text, { literal }) => `${text}…${literal.text}`,
		node.head.text,
	);
}

function adviceIn(node: ts.Expression | undefined): string {
	if (node === undefined || !ts.isObjectLiteralExpression(node)) return '';
	const description = node.properties.find(
		(property): property is ts.PropertyAssignment =>
			ts.isPropertyAssignment(property) && property.name.getText() === 'description',
	);
	return wordsOf(description?.initializer) ?? '';
}

function sentenceOf(node: ts.Node): Pick<Sentence, 'message' | 'advice'> | undefined {
	if (ts.isNewExpression(node) && /^(OpenBoxes|HapiHub)Error$/.test(node.expression.getText())) {
		const [first, second] = node.arguments ?? [];
		const message = wordsOf(first);
		return message === undefined ? undefined : { message, advice: adviceIn(second) };
	}
	if (ts.isPropertyAssignment(node) && node.name.getText() === 'reason') {
		const reason = wordsOf(node.initializer);
		return reason === undefined ? undefined : { message: `…: ${reason}`, advice: '' };
	}
	if (!ts.isCallExpression(node)) return undefined;
	const maker = MAKERS[node.expression.getText()];
	return maker?.(node.arguments.map((argument) => wordsOf(argument) ?? '…'));
}

/** What a message may say that is chosen by its cause: of `{ cut: '…', timeout: '…' }[cause]`, each. */
function chosenSentences(node: ts.Node): Array<Pick<Sentence, 'message' | 'advice'>> {
	if (!ts.isElementAccessExpression(node)) return [];
	const { parent, expression } = node;
	const isMessage = ts.isVariableDeclaration(parent) && parent.name.getText() === 'message';
	if (!isMessage && !(ts.isNewExpression(parent) && sentenceOf(parent) === undefined)) return [];
	const table = ts.isIdentifier(expression) ? initializerOf(expression) : expression;
	if (table === undefined || !ts.isObjectLiteralExpression(table)) return [];
	return table.properties.flatMap((one) => {
		const message = ts.isPropertyAssignment(one) ? wordsOf(one.initializer) : undefined;
		return message === undefined ? [] : [{ message, advice: '' }];
	});
}

/** All sentences with which the nodes in a folder fail. */
export function errorSentences(folder: string): Sentence[] {
	const found = new Map<string, Sentence>();
	for (const [file, text] of readSources(folder)) {
		const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
		const visit = (node: ts.Node): void => {
			for (const sentence of [sentenceOf(node) ?? [], chosenSentences(node)].flat()) {
				// Of a sentence that is nearly all filled in, nobody would find anything here.
				if (sentence.message.replace(/…/g, '').trim().length <= 12) continue;
				const known = found.get(sentence.message);
				if (!known?.advice) found.set(sentence.message, { file, ...sentence });
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return [...found.values()];
}

/** What a person was doing, by the folder of the code that fails. */
const SYMPTOMS: ReadonlyArray<readonly [string, RegExp]> = [
	[
		'It does not connect, or not at this place',
		/^credentials\/OpenBoxes|OpenBoxes\/(transport|once)\//,
	],
	['A line or a scanned code is refused', /OpenBoxes\/(lines|values)\//],
	[
		'A sale, return or correction is not posted',
		/OpenBoxes\/(posting|actions\/transaction|stock)\//,
	],
	[
		'A delivery or an order is refused',
		/OpenBoxes\/(receiving|orders|putaways|shipments|actions\/(purchaseOrder|putaway))\//,
	],
	['A transfer is refused', /OpenBoxes\/(movements|actions\/stockMovement)\//],
	['The trigger does not start', /OpenBoxes\/trigger\//],
	['A clinic system is refused or does not answer', /HapiHub/],
	['Something is not found, or a field is not understood', /./],
];

/** As text: nothing of it is markup. */
function plain(text: string): string {
	return text
		.replace(/[\\`*_<>[\]|#~]/g, '\\$&')
		.replace(/\s+/g, ' ')
		.trim();
}

/** Every sentence under what a person was doing, with what to do next. */
export function errorTables(): string {
	const sentences = ['nodes', 'credentials'].flatMap(errorSentences);
	const symptomOf = ({ file }: Sentence): string =>
		SYMPTOMS.find(([, folder]) => folder.test(file))?.[0] ?? '';
	return SYMPTOMS.map(([symptom]) => {
		const rows = sentences
			.filter((sentence) => symptomOf(sentence) === symptom)
			.sort((a, b) => (a.message < b.message ? -1 : 1))
			.map(({ message, advice }) => `- **${plain(message)}** ${plain(advice)}`);
		return [`### ${symptom}`, '', ...rows].join('\n');
	}).join('\n\n');
}

/** Every text of the code in which words of a page may stand, with `…` for what is filled in. */
export function textsOfCode(): string[] {
	const texts = new Set<string>();
	for (const [file, text] of readSources('nodes', 'credentials')) {
		const visit = (node: ts.Node): void => {
			const words = ts.isExpression(node) ? wordsOf(node) : undefined;
			if (words !== undefined) texts.add(words);
			ts.forEachChild(node, visit);
		};
		visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
	}
	return [...texts];
}
