/** What trackers and executors may carry: no schema library. `parseEdits` stands in `schema.ts`. */
export { attributesOf } from './attributes.ts';
export { collapse } from './collapse.ts';
export { cssComplaint, styleComplaint } from './css-safety.ts';
export { escapeAttribute, escapeJsonForScript, escapeText } from './escape.ts';
export { escapeFor, type Position } from './escape-for.ts';
export {
	filterOf,
	hasLiquid,
	holdLiquid,
	liquidComplaint,
	positionInHtml,
	positionInUrl,
	withoutLiquid,
	withPositions,
} from './liquid-positions.ts';
export { redirectTarget } from './redirect.ts';
export { attributeComplaint, htmlComplaint, isUntouchable, urlAttributes, urlComplaint } from './safety.ts';
export { checkEdgeSelector, type SelectorVerdict } from './selector.ts';
export { withProperties } from './style.ts';
export type { Edit, EditKind, EditOf, ElementEdit, InsertPosition } from './types.ts';
export { withoutSignals } from './without-signals.ts';
