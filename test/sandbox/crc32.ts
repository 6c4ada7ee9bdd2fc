/* eslint @n8n/community-nodes/no-restricted-imports: off -- not part of the package */
import { crc32 } from 'node:zlib';

/** The id of a row that a database view makes up: the checksum of the ids it joins. */
export const checksumId = (...ids: string[]): string => String(crc32(ids.join('')));
