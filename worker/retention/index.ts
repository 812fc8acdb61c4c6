/** What other domains may ask of retention. */
export { dropOldArchive } from './drop-old-archive.ts';
export { readRetention } from './storage.ts';
