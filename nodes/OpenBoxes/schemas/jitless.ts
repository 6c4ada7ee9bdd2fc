import * as z from 'zod/v4-mini';

/** Zod would otherwise make code at run time, which n8n's scanner refuses and a hardened n8n does not allow. */
z.config({ jitless: true });
