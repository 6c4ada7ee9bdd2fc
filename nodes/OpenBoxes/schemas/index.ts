/**
 * Everything that checks data from outside with zod. After `tsc` this file is bundled with zod into
 * one module (gulpfile.js), so nothing outside this folder may import zod.
 */
export * from './credential';
export * from './order';
export * from './order-place';
export * from './putaway';
export * from './receiving';
export * from './feeds';
export * from './replies';
export * from './saved';
export * from './movement';
export * from './receiving';
