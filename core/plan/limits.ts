/** What a plan may hold. Documented in docs/tracking-plan.md. */
export const planMaxBytes = 256 * 1024;
export const eventsMax = 500;
/** Properties of one object. */
export const propertiesMax = 300;
/** Levels of schemas within schemas: as deep as an event may nest. */
export const depthMax = 10;
/** Values of one `enum`. */
export const enumMax = 500;
/** Violations that are told of one event: who mends the first sees the next. */
export const violationsMax = 5;
/** Characters of a violation's path and message. */
export const textMax = 200;
