/**
 * The server's refusals (sessions-and-errors.md#errors). A handler throws one; the server turns it into
 * JSON, text or an HTML page, as the request deserves.
 */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		/** The JSON body, or the text of a body that is not JSON. */
		readonly body: object | string,
		/** E2 and E3 become 500 in an HTML page; others keep their status, `json` stays JSON always. */
		readonly whenNotJson: 'page 500' | 'page' | 'json' = 'page 500',
		readonly headers: Record<string, string> = {},
	) {
		super(typeof body === 'string' ? body : JSON.stringify(body));
	}
}

/** E1: any exception. */
export const failure = (cause: string, errorMessage: string): Refusal =>
	new Refusal(500, { errorCode: 500, cause, errorMessage });

export const nullPointer = (message: string): Refusal =>
	failure('java.lang.NullPointerException', message);

export const illegalArgument = (message: string): Refusal =>
	failure('java.lang.IllegalArgumentException', message);

export const invalidAction = (): Refusal => illegalArgument('Invalid action name: index');

/**
 * E2: validation. The long `errorMessage` begins with the same words for every class
 * (sessions-and-errors.md#errors).
 */
export const invalid = (
	messages: string[],
	opening = 'Cannot create product due to validation errors',
): Refusal =>
	new Refusal(400, {
		errorCode: 400,
		errorMessage: `Validation error. ${opening}:\n${messages.map((text) => `- ${text}\n`).join('')}`,
		errorMessages: messages,
	});

/** E3: `[Product#nope]`; some services name the whole class. */
export const missingRow = (what: string, id: string): Refusal =>
	new Refusal(404, {
		errorCode: 404,
		errorMessage: `No row with the given identifier exists: [${what}#${id}]`,
	});

/** E4: no such URL. */
export const noMapping = (): Refusal =>
	new Refusal(404, { errorCode: 404, errorMessage: 'Resource not found' }, 'page');

/** E9: reasons without an error code. */
export const reasons = (status: number, ...errorMessages: string[]): Refusal =>
	new Refusal(status, { errorMessages }, 'json');

/** E10: one reason without an error code. */
export const reason = (status: number, errorMessage: string): Refusal =>
	new Refusal(status, { errorMessage }, 'json');

/**
 * E8 on a write: the database refused. From 0.9.1 on the answer is text and an HTML page, though
 * JSON was asked for; before, E1 with the SQL text (versions.md#first).
 */
export class DatabaseRefusal extends Error {}

export const foreignKey = (table: string, column: string): DatabaseRefusal =>
	new DatabaseRefusal(
		`Cannot add or update a child row: a foreign key constraint fails (\`openboxes\`.\`${table}\`, CONSTRAINT \`FK\` FOREIGN KEY (\`${column}\`) REFERENCES \`${column.replace(/_id$/, '')}\` (\`id\`))`,
	);

export const duplicateEntry = (entry: string, key: string): DatabaseRefusal =>
	new DatabaseRefusal(`Duplicate entry '${entry}' for key '${key}'`);

/** Two wrote one row at once: the version that the later one read is gone. */
export const staleRow = (className: string, id: string): Refusal =>
	failure(
		'org.hibernate.StaleObjectStateException',
		`Row was updated or deleted by another transaction (or unsaved-value mapping was incorrect) : [${className}#${id}]`,
	);

/** Two began at one moment and wait for each other: the database ends one of them. */
export const deadlock = (): Refusal =>
	failure(
		'com.mysql.cj.jdbc.exceptions.MySQLTransactionRollbackException',
		'Deadlock found when trying to get lock; try restarting transaction',
	);

/** E8 on DELETE; before 0.9.1 with the cause and the SQL text. */
export class InUse extends Error {}

export const tooLong = (column: string): Refusal =>
	failure(
		'com.mysql.cj.jdbc.exceptions.MysqlDataTruncation',
		`Data truncation: Data too long for column '${column}' at row 1`,
	);

export const badCharacter = (column: string): Refusal =>
	failure(
		'com.mysql.cj.jdbc.exceptions.MysqlDataTruncation',
		`Data truncation: Incorrect string value: '\\xF0\\x9F\\x98\\x80' for column \`openboxes\`.\`${column}\` at row 1`,
	);

export const staleState = (): Refusal =>
	failure(
		'org.hibernate.StaleStateException',
		'Batch update returned unexpected row count from update [0]; actual row count: 0; expected: 1',
	);

export const unresolvedProperty = (property: string, className: string): Refusal =>
	failure(
		'org.hibernate.QueryException',
		`could not resolve property: ${property} of: ${className}`,
	);
