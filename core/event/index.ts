export { readAddress, readCampaign, referringHost } from './address.ts';
export { isBag } from './bag.ts';
export { parseBatch } from './batch.ts';
export { batchMaxEvents, eventMaxBytes } from './limits.ts';
export { parseEvent } from './parse.ts';
export { readInstant } from './time.ts';
export { type Bag, type Batch, type Event, type EventContext, type EventType, eventTypes } from './types.ts';
