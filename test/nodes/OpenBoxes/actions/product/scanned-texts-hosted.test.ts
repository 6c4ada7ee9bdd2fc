import { tryScannedTexts } from './scan-everything';

describe('a scanned text on a hosted server', () => tryScannedTexts('documented'));
