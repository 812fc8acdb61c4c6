/** The words that experiences replace: the pages show them and the seed expects them, so they stand once. */
export const hero = {
	title: 'Made for the far side of the hill',
	sub: 'Packs, tents and kitchen things that weigh little, mend easily and come along for years.',
	callToAction: 'See what is new',
} as const;

export const brand = {
	name: 'Fernweh',
	line: 'Outdoor goods for people who look at maps.',
} as const;
