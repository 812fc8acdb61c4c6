/**
 * How a segment comes by its members. `live`: whoever meets the condition now. `snapshot`: whoever met it at a moment.
 * `list`: whoever was put there by hand. In all of them, what was decided by hand outranks the rule.
 */
export const segmentKinds = ['live', 'snapshot', 'list'] as const;

export type SegmentKind = (typeof segmentKinds)[number];
