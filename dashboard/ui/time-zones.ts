/** All zones that this browser knows, UTC first, and the one that is set, whatever it is called: value and text. */
export function zoneOptions(current: string): (readonly [string, string])[] {
	const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), current]);
	return [...zones].map((id) => [id, id.replaceAll('_', ' ')]);
}
