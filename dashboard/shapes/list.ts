/** What the admin API answers, as its OpenAPI document says, by subject. Types of the product itself come from core. */

export interface List<T> {
	readonly items: readonly T[];
	readonly cursor: string | null;
}

/** ISO from the API, milliseconds inside core's own types. */
export type Instant = string | number;
