/**
 * Everything that checks data from outside with zod, in its small form: only what is used of it gets into the
 * package (gulpfile.js).
 */
import './jitless';
export * from './answer';
export * from './credential';
export * from './order';
export * from './order-place';
export * from './putaway';
export * from './receiving';
export * from './feeds';
export * from './replies';
export * from './movement';
export * from './warehouse';
