/** What stands at a dot path, how often, as what, and which values are frequent. */
export interface SeenPath {
	readonly path: string;
	readonly count: number;
	readonly types: readonly string[];
	readonly values: readonly { readonly value: string | number | boolean; readonly count: number }[];
}

/** Names, properties and values that conditions can ask about. */
export interface Vocabulary {
	readonly events: readonly { readonly name: string; readonly count: number; readonly paths: readonly SeenPath[] }[];
	readonly attributes: readonly SeenPath[];
}
