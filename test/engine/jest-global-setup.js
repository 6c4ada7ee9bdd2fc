const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

/** One folder for all workers of this run; each worker keeps its n8n settings in a folder of its own below. */
module.exports = function createUserFolders() {
	process.env.OPENBOXES_TEST_FOLDER = mkdtempSync(path.join(tmpdir(), 'n8n-openboxes-jest-'));
};
