/** The types that JSON values have, as JSON Schema names them; an integer is a number without a fraction. */
export const jsonTypes = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];

/** What text may be asked to be. */
export const formats = ['date-time', 'date', 'email', 'uri'] as const;
export type Format = (typeof formats)[number];

export type Scalar = string | number | boolean | null;

/**
 * The part of JSON Schema (2020-12) that plans may use, with its meaning there: a keyword speaks only of values of its own type,
 * and what is not named is allowed.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export interface Schema {
	readonly title?: string;
	readonly description?: string;
	readonly type?: JsonType | readonly JsonType[];
	readonly enum?: readonly Scalar[];
	readonly const?: Scalar;
	/** Characters (code points). */
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly pattern?: string;
	readonly format?: Format;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly exclusiveMinimum?: number;
	readonly exclusiveMaximum?: number;
	readonly items?: Schema;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: boolean | Schema;
}

export interface PlannedEvent {
	/** Exactly as histories and conditions call it: `Order Completed`, `Page Viewed`, `Identified`. */
	readonly name: string;
	readonly description?: string;
	/** Of the event's properties, which are an object. */
	readonly properties?: Schema;
	/** Of the traits that an identify or a group call carries. */
	readonly traits?: Schema;
}

/** What a site's events should look like. */
export interface Plan {
	/** What becomes of a track call whose name is not in the plan. */
	readonly unplanned: 'allow' | 'violation';
	/** What becomes of an event that breaks the plan: kept with its violations shown, or refused. */
	readonly violations: 'keep' | 'refuse';
	readonly events: readonly PlannedEvent[];
}

/** The plan of a site that has none: everything is allowed. */
export const emptyPlan: Plan = { unplanned: 'allow', violations: 'keep', events: [] };

/** One way in which an event breaks its plan. Nothing here repeats a value that the visitor sent. */
export interface Violation {
	/** Where in the event: `properties.products[3].price`. At most 200 characters. */
	readonly path: string;
	/** The same in the plan's own words, for counting: `properties.products[].price`. */
	readonly place: string;
	/** The keyword that is broken (`required`, `type` …), or `unplanned`. */
	readonly rule: string;
	readonly message: string;
}
