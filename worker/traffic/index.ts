/** What other domains may ask of traffic. */
export { pagesSeen } from './ask.ts';
export { type Anonymous, countAnonymous } from './count-anonymous.ts';
export { dayOf } from './day.ts';
export { type Hit, hitOf } from './hit.ts';
export { deleteOldSalts } from './storage.ts';
