const { createTransformer } = require('@swc/jest');
const { GIVEN_BY_JEST } = require('./worker-modules');

/** One of our own modules: compiled once per worker, run for each test file (`worker-modules.js`). */
module.exports = {
	createTransformer(options) {
		const swc = createTransformer(options);
		return {
			getCacheKey: (...given) => `${swc.getCacheKey(...given)} body`,
			process(source, file, given) {
				const { code, map } = swc.process(source, file, given);
				const body = `workerModules.body(__filename, ${JSON.stringify(code)})`;
				return { code: `${body}(${GIVEN_BY_JEST.join(', ')});`, map };
			},
		};
	},
};
