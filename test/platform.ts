/* eslint @n8n/community-nodes/no-restricted-globals: off, @n8n/community-nodes/no-restricted-imports: off, @n8n/community-nodes/no-dangerous-functions: off, no-console: off -- not part of the package */
/**
 * What tests and tools take from Node. `n8n-node lint` holds every file of the repository to the rules of published
 * nodes, which may not use these; so they come from here, and no other file switches a rule off.
 */
export { strict as assert } from 'node:assert';
export { fork, spawn, spawnSync } from 'node:child_process';
export type { ChildProcess } from 'node:child_process';
export { subscribe, unsubscribe } from 'node:diagnostics_channel';
export { once } from 'node:events';
export {
	appendFileSync,
	chmodSync,
	chownSync,
	closeSync,
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
export { Agent, createServer, request } from 'node:http';
export type {
	ClientRequest,
	IncomingHttpHeaders,
	IncomingMessage,
	RequestListener,
	Server,
	ServerResponse,
} from 'node:http';
export { createServer as createTlsServer, request as secureRequest } from 'node:https';
export { connect as connectSocket, createServer as createSocketServer } from 'node:net';
export type { AddressInfo, Server as SocketServer, Socket } from 'node:net';
export { tmpdir } from 'node:os';
export { basename, delimiter, dirname, join, relative, resolve } from 'node:path';
export { setTimeout as wait } from 'node:timers/promises';
export { parseArgs } from 'node:util';
export { createContext, runInContext } from 'node:vm';
export { crc32, gunzipSync, gzipSync } from 'node:zlib';
export { Linter } from 'eslint';

const { process, setTimeout, setImmediate, clearTimeout, setInterval, clearInterval } = globalThis;
export { process, setTimeout, setImmediate, clearTimeout, setInterval, clearInterval };

export const say = (...words: unknown[]): void => console.log(...words);
export const showTable = (rows: unknown): void => console.table(rows);
export const complain = (...words: unknown[]): void => console.error(...words);

/** Passes on what was caught and is not ours to judge. */
export function rethrow(error: unknown): never {
	throw error;
}
