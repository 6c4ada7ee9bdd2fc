import { composed } from './text';

const LONGEST_COMMENT = 255;

/**
 * Text as the server can store it and find it again: composed (NFC, because it takes a letter with a combining
 * accent for another one), without invisible characters and characters outside its character set, blanks of every
 * kind as a plain one, none at the ends, at most 255 characters (docs/openboxes/several-writers.md).
 */
export function storableText(text: string): string {
	return visibleText(text).slice(0, LONGEST_COMMENT).trim();
}

/** As `storableText`, of any length. */
export function visibleText(text: string): string {
	const visible = text
		.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/\p{Zs}/gu, ' ')
		.replace(/[\u{10000}-\u{10FFFF}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cs}]/gu, '');
	return composed(visible).trim();
}
