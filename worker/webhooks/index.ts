/** What other domains may ask of webhooks. */
export { enabledWebhooks } from './storage.ts';
