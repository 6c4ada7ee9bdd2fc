import { crc32 } from '../platform';

/** The id of a row that a database view makes up: the checksum of the ids it joins. */
export const checksumId = (...ids: string[]): string => String(crc32(ids.join('')));
