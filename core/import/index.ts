/** Files of people and events, as far as no file is touched: what rows become. */
export { delimiterTold } from './detect-format.ts';
export { type ProposedColumn, propose } from './propose.ts';
export { accountCall, emailIdPrefix, rowCall } from './row-call.ts';
export * from './types.ts';
