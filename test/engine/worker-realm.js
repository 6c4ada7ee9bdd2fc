const { constants, createContext } = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');
const asyncStorages = require('./async-storages');
const WorkerModules = require('./worker-modules');

/** Of this worker, for all its test files. */
let realm;

/**
 * The environment of the test files: all those of a worker live in one realm, so what n8n-core and other packages
 * make in one file is of the same `Array` and `Error` in the next, and they are loaded once (`worker-modules.js`).
 * What a file leaves in the realm's globals and in Node's storages is taken away after it; our own modules run anew
 * for each file.
 *
 * The realm has a plain global object. Jest's own is one that looks everything up in another: there each `Object.keys`
 * and `Array.isArray` takes twenty times as long.
 */
module.exports = class WorkerRealm extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const { global: ofFile } = this;
		realm ??= createRealm(ofFile);
		const { global } = realm;
		// Each file sees a copy of the worker's environment variables.
		global.process = ofFile.process;
		this.global = global;
		this.context = global;
		this.moduleMocker = new this.moduleMocker.constructor(global);
		this.fakeTimersModern = new this.fakeTimersModern.constructor({
			config: config.projectConfig,
			global,
		});
		this.fakeTimers = null;
	}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		await super.teardown();
		asyncStorages.disableAll();
		const { global, own } = realm;
		for (const key of Reflect.ownKeys(global))
			if (!own.has(key)) Reflect.deleteProperty(global, key);
	}
};

/** With all that Node and jest put into a global object. */
function createRealm(ofFile) {
	const global = createContext(constants.DONT_CONTEXTIFY);
	for (const key of Reflect.ownKeys(ofFile)) {
		if (Object.hasOwn(global, key)) continue;
		const descriptor = Object.getOwnPropertyDescriptor(ofFile, key);
		const isOfNode = descriptor.get !== undefined && key in globalThis;
		Object.defineProperty(global, key, isOfNode ? whenAsked(key, descriptor) : descriptor);
	}
	// Of Node's realm, as jest does it: Node's own functions make and expect them.
	Object.assign(global, { global, Buffer, ArrayBuffer, Uint8Array });
	Object.defineProperty(global, 'workerModules', { value: new WorkerModules(global) });
	return { global, own: new Set(Reflect.ownKeys(global)) };
}

/** Node makes some of its globals only when somebody asks for them. */
function whenAsked(key, { enumerable }) {
	return {
		configurable: true,
		enumerable,
		get: () => globalThis[key],
		set(value) {
			const given = { configurable: true, enumerable, value, writable: true };
			Object.defineProperty(this, key, given);
		},
	};
}
