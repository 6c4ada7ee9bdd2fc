/** What a test file gets of a package: the one that its worker has loaded (`worker-modules.js`). */
module.exports = {
	process: (_source, file) => ({
		code: `module.exports = workerModules.require(${JSON.stringify(file)});`,
	}),
};
