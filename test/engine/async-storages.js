const asyncHooks = require('node:async_hooks');

/** Those made since the last `disableAll`. */
const made = new Set();

/**
 * Stands in for Node's own, so that what a test file makes can be ended with it. Up to Node 22 every storage that was
 * used once takes part in each promise and each socket from then on, for as long as the process lives. Jest makes one
 * for each test file: after 150 files a worker needed three times as long for the same test.
 */
class AsyncLocalStorage extends asyncHooks.AsyncLocalStorage {
	constructor(...options) {
		super(...options);
		made.add(this);
	}
}

Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { value: AsyncLocalStorage });

/** Whoever still uses one, as n8n-core does in the next file, enables it again by doing so. */
exports.disableAll = () => {
	for (const storage of made) storage.disable();
	made.clear();
};
