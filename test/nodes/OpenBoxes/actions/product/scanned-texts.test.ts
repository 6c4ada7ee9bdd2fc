import { tryScannedTexts } from './scan-everything';

describe.each(['0.9.0', '0.9.8'] as const)('a scanned text on %s', tryScannedTexts);
