/** An operator's JSON, when it is an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** What the row of a leaf edits. */
export interface LeafProps {
	readonly json: unknown;
	readonly onChange: (json: unknown) => void;
}

export function without(fields: Fields, key: string): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}

/** The fields that are set. */
export function defined(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
