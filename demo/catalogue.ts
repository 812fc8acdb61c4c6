export type CategoryId = 'packs' | 'shelter' | 'kitchen';

export interface Category {
	readonly id: CategoryId;
	readonly name: string;
	readonly line: string;
}

/** One thing that the shop sells. `priceCents` is in euro cents and includes VAT. */
export interface Product {
	readonly id: string;
	readonly sku: string;
	readonly name: string;
	readonly category: CategoryId;
	readonly priceCents: number;
	readonly line: string;
	readonly story: string;
	readonly facts: readonly (readonly [name: string, value: string])[];
	readonly featured?: true;
}

export const categories: readonly Category[] = [
	{
		id: 'packs',
		name: 'Packs & bags',
		line: 'Carry less, carry it well. Four bags for an hour, a day or a month away.',
	},
	{ id: 'shelter', name: 'Tents & sleep', line: 'A dry, warm night is half of the next day. These have had many.' },
	{
		id: 'kitchen',
		name: 'Camp kitchen',
		line: 'Hot coffee where there is no kitchen for miles, and a light to find it by.',
	},
];

/** Everything on the shelves, in the order in which it is shown. Pictures are `art/<id>.svg`. */
export const products: readonly Product[] = [
	{
		id: 'wanderer-28',
		sku: 'FW-P-028',
		name: 'Wanderer 28 daypack',
		category: 'packs',
		priceCents: 12900,
		line: 'Room for a day, a jacket and a loaf of bread.',
		story:
			'One main compartment, one lid pocket, and straps that stay where you set them. We left off everything that catches on a branch. The back panel stands away from yours, so the climb feels ten degrees cooler.',
		facts: [
			['Volume', '28 litres'],
			['Weight', '890 g'],
			['Cloth', 'Recycled 210D nylon'],
		],
		featured: true,
	},
	{
		id: 'grat-45',
		sku: 'FW-P-045',
		name: 'Grat 45 touring pack',
		category: 'packs',
		priceCents: 18900,
		line: 'For three huts, two passes and one rope.',
		story:
			'A touring pack that carries fifteen kilos as if they were ten. The hip belt moves with your stride, the lid comes off for the summit day, and the ice axe sits where your hand expects it.',
		facts: [
			['Volume', '45 litres'],
			['Weight', '1,420 g'],
			['Back length', '42 to 54 cm'],
		],
	},
	{
		id: 'kiesel',
		sku: 'FW-P-003',
		name: 'Kiesel hip pack',
		category: 'packs',
		priceCents: 3900,
		line: 'Keys, a map, an apple. That is all you need.',
		story:
			'Small as a river pebble and as hard to hurt. Wear it in front for the train and behind for the trail; the buckle works with gloves on.',
		facts: [
			['Volume', '3 litres'],
			['Weight', '210 g'],
			['Belt', '70 to 120 cm'],
		],
	},
	{
		id: 'seesack-60',
		sku: 'FW-P-060',
		name: 'Seesack 60 duffel',
		category: 'packs',
		priceCents: 9900,
		line: 'Rolls shut three times and keeps the lake out.',
		story:
			'Welded seams, a roll top and four handles, because someone else will always carry it wrongly. It has crossed the Baltic on deck and come home with dry socks.',
		facts: [
			['Volume', '60 litres'],
			['Weight', '1,050 g'],
			['Sealed to', 'IPX6'],
		],
	},
	{
		id: 'lichtung-2',
		sku: 'FW-S-202',
		name: 'Lichtung 2 tent',
		category: 'shelter',
		priceCents: 34900,
		line: 'Two people, two doors, four minutes.',
		story:
			'A free-standing dome that goes up in the time it takes the rain to notice you. Two doors mean that nobody climbs over anybody at three in the morning, and the vestibule takes both packs.',
		facts: [
			['Sleeps', '2'],
			['Weight', '1,980 g'],
			['Water column', '3,000 mm'],
		],
		featured: true,
	},
	{
		id: 'nachtfalter',
		sku: 'FW-S-011',
		name: 'Nachtfalter hammock',
		category: 'shelter',
		priceCents: 7900,
		line: 'Two trees and the afternoon is yours.',
		story:
			'Wide enough to lie across, which is the secret to a flat back. The tree straps are as broad as your palm and leave the bark as they found it.',
		facts: [
			['Carries', '180 kg'],
			['Weight', '540 g'],
			['Straps', 'Included, 3 m'],
		],
	},
	{
		id: 'daune-400',
		sku: 'FW-S-400',
		name: 'Daune 400 sleeping bag',
		category: 'shelter',
		priceCents: 25900,
		line: 'Warm to minus four, smaller than a loaf.',
		story:
			'Four hundred grams of traceable down in a box-wall shell, with room for your elbows and a draught collar that closes with one hand. It comes with a big cotton sack, so that it can rest at home.',
		facts: [
			['Comfort', '−4 °C'],
			['Weight', '870 g'],
			['Fill', '400 g down, 750 cuin'],
		],
		featured: true,
	},
	{
		id: 'moos',
		sku: 'FW-S-007',
		name: 'Moos sleeping mat',
		category: 'shelter',
		priceCents: 6900,
		line: 'Seven centimetres between you and the roots.',
		story:
			'Blows up in twelve breaths and never squeaks. The surface is brushed, so that you and your bag are still on it in the morning.',
		facts: [
			['Thickness', '7 cm'],
			['Weight', '510 g'],
			['R-value', '3.4'],
		],
	},
	{
		id: 'glut',
		sku: 'FW-K-101',
		name: 'Glut stove',
		category: 'kitchen',
		priceCents: 8400,
		line: 'A litre boils in three minutes, wind or no wind.',
		story:
			'A broad burner head behind a wind wall, on three legs that fold into the pot. The valve turns slowly on purpose: it simmers, and that is the difference between food and fuel.',
		facts: [
			['Power', '2.9 kW'],
			['Weight', '165 g'],
			['Fuel', 'Screw-on gas'],
		],
		featured: true,
	},
	{
		id: 'kessel',
		sku: 'FW-K-102',
		name: 'Kessel pot set',
		category: 'kitchen',
		priceCents: 5800,
		line: 'Two pots, one lid, no rattling.',
		story:
			'Hard-anodised, marked inside in cups and millilitres, and nested so that the stove, a cloth and a gas can fit within. The handle locks open and stays cool.',
		facts: [
			['Volume', '1.6 and 0.9 litres'],
			['Weight', '390 g'],
			['Made of', 'Anodised aluminium'],
		],
	},
	{
		id: 'emaille',
		sku: 'FW-K-103',
		name: 'Emaille mug',
		category: 'kitchen',
		priceCents: 1600,
		line: 'Chips, dents, lasts. Better every year.',
		story:
			'Steel, enamelled twice and fired hot. It goes on the fire, in the pack and back on the kitchen shelf, and each chip remembers where it was made.',
		facts: [
			['Volume', '350 ml'],
			['Weight', '130 g'],
			['Rim', 'Stainless steel'],
		],
	},
	{
		id: 'irrlicht',
		sku: 'FW-K-104',
		name: 'Irrlicht lantern',
		category: 'kitchen',
		priceCents: 4800,
		line: 'Candle-warm, for forty evenings.',
		story:
			'A frosted dome that throws an even, amber light and no glare across the table. It charges over USB-C, hangs from any branch and dims down to a night light.',
		facts: [
			['Light', '5 to 220 lm, 2,200 K'],
			['Weight', '180 g'],
			['Runs', '6 to 120 hours'],
		],
	},
];

/** The product with this id, or undefined. */
export function findProduct(id: string): Product | undefined {
	return products.find((product) => product.id === id);
}

/** The category with this id, or undefined. */
export function findCategory(id: string): Category | undefined {
	return categories.find((category) => category.id === id);
}
