const { readFileSync } = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const path = require('node:path');
const { compileFunction, constants } = require('node:vm');

const GIVEN = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Loads packages into the realm of a worker, each once for all test files; jest would load n8n-core and what it needs
 * anew for each of them. Of our own modules it keeps the compiled code. `worker-module.js` and `own-module.js` send
 * jest here.
 */
module.exports = class WorkerModules {
	static GIVEN_BY_JEST = ['module', 'exports', 'require', '__dirname', '__filename', 'jest'];

	constructor(global) {
		this.global = global;
		this.modules = new Map();
		this.bodies = new Map();
	}

	require(file) {
		const known = this.modules.get(file);
		if (known) return known.exports;
		// Neither has a form that another realm could run. The few ES modules only hand on a constructor of functions.
		if (['.node', '.mjs'].includes(path.extname(file))) return require(file);
		const module = { id: file, filename: file, exports: {}, loaded: false };
		this.modules.set(file, module);
		try {
			this.run(module);
			module.loaded = true;
		} catch (error) {
			this.modules.delete(file);
			throw error;
		}
		return module.exports;
	}

	run(module) {
		const { filename } = module;
		const source = readFileSync(filename, 'utf8');
		if (filename.endsWith('.json')) {
			module.exports = this.global.JSON.parse(source);
			return;
		}
		const code = compileFunction(source.replace(/^#!.*/, ''), GIVEN, {
			filename,
			parsingContext: this.global,
			importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
		});
		const require = this.requireOf(filename);
		module.require = require;
		code.call(module.exports, module.exports, require, module, filename, path.dirname(filename));
	}

	/** The body of one of our own modules, which runs anew for each test file: then it is hot already. */
	body(file, code) {
		const known = this.bodies.get(file);
		if (known?.code === code) return known.run;
		const run = compileFunction(code, WorkerModules.GIVEN_BY_JEST, {
			filename: file,
			parsingContext: this.global,
		});
		this.bodies.set(file, { code, run });
		return run;
	}

	requireOf(filename) {
		const ofNode = createRequire(filename);
		const require = (name) => {
			if (name === 'process' || name === 'node:process') return this.global.process;
			return isBuiltin(name) ? ofNode(name) : this.require(ofNode.resolve(name));
		};
		require.resolve = ofNode.resolve;
		return require;
	}
};
