/** What other domains may ask of segments. */
export { checkReferences } from './check-references.ts';
export { inDependencyOrder, type LiveSegment, matchSegments } from './match.ts';
export { noteSizesHourly } from './note-sizes.ts';
export { refuseMentioned } from './refuse-mentioned.ts';
export { allSegments, listSegments, type Segment, segmentById } from './storage.ts';
