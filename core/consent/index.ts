/** What a person allows, by purpose. The tracker carries `./cookie.ts` and `./allows.ts`, so they stay small and import nothing. */
export { allows, allowsMessage } from './allows.ts';
export { formatConsent, parseConsent } from './cookie.ts';
export { foldConsent } from './fold.ts';
export { purposes } from './purposes.ts';
export type { ConsentChannel, ConsentChoices, ConsentMode, ConsentState, PrivacySignals, Purpose } from './types.ts';
