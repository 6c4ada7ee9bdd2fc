const { mkdirSync } = require('node:fs');
const path = require('node:path');

const folder = path.join(process.env.OPENBOXES_TEST_FOLDER, `worker-${process.env.JEST_WORKER_ID}`);
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';

require('reflect-metadata');
