/** What other domains may ask of duplicates. */
export { findDuplicates } from './find.ts';
export { forgetKeys, keysVersion, type PersonKeys, personKeys, writeKeys } from './write-keys.ts';
