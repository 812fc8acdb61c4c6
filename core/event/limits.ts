/** What one event and one batch may hold. Documented to senders; Segment's limits where it has them. */
export const eventMaxBytes = 32 * 1024;
export const batchMaxEvents = 2_500;
/** Characters of an id, and of an event's name. */
export const nameMaxLength = 200;
/** Keys of one object within traits, properties or context. */
export const objectMaxKeys = 1_000;
/** Levels of nesting; the traits, properties or context object itself is the first. */
export const maxDepth = 10;
/** Older times are a broken clock, not history. */
export const earliestMs = Date.UTC(2000, 0, 1);
/** What a file tells may be as old as this: the first moment that is a number. */
export const earliestHistoryMs = 0;
/** How far ahead of us a sender's clock may be. */
export const maxAheadMs = 24 * 60 * 60 * 1000;
