/** A hint for whoever fills in fields; undefined where it only says how something is written as JSON. */
export function hintForFields(hint: string | undefined): string | undefined {
	return hint !== undefined && /[{[]|":/.test(hint) ? undefined : hint;
}
