const { rmSync } = require('node:fs');

module.exports = function removeUserFolders() {
	rmSync(process.env.OPENBOXES_TEST_FOLDER, { recursive: true, force: true });
};
