/** What other domains may ask of messages. */
export { type MessageRule, prepare, refusalOf } from './prepare.ts';
export { allMessages, listMessages, type Message, messageById } from './storage.ts';
