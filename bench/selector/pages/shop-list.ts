import { type BenchPage, documentOf, each } from './page.ts';

const products = [
	['Alder rain jacket', 'alder-rain-jacket', '149.00', '4.6', '212', 'Sale'],
	['Birch fleece', 'birch-fleece', '89.00', '4.2', '98', ''],
	['Cedar down vest', 'cedar-down-vest', '119.00', '4.8', '41', 'New'],
	['Dune sun hat', 'dune-sun-hat', '34.00', '4.1', '310', ''],
	['Elm merino base layer', 'elm-merino-base-layer', '74.00', '4.7', '188', ''],
	['Fjord dry bag 20 L', 'fjord-dry-bag', '29.00', '4.4', '77', 'Sale'],
	['Glacier gloves', 'glacier-gloves', '44.00', '3.9', '53', ''],
	['Heath trekking trousers', 'heath-trekking-trousers', '99.00', '4.5', '164', ''],
	['Islay wool socks', 'islay-wool-socks', '18.00', '4.9', '402', 'New'],
	['Juniper backpack 45 L', 'juniper-backpack-45', '189.00', '4.6', '87', ''],
	['Kelp water bottle', 'kelp-water-bottle', '22.00', '4.3', '255', ''],
	['Larch camp chair', 'larch-camp-chair', '64.00', '4.0', '36', 'Sale'],
] as const;

const filters = [
	['Category', ['Jackets', 'Trousers', 'Base layers', 'Accessories']],
	['Size', ['XS', 'S', 'M', 'L', 'XL']],
	['Colour', ['Moss', 'Slate', 'Rust', 'Sand']],
] as const;

/** A list of products, in Tailwind's utilities. */
export const shopList: BenchPage = {
	name: 'shop list',
	style: 'tailwind',
	heldOut: false,
	html: documentOf(
		'Outdoor clothing',
		`<div class="bg-amber-100 py-2 text-center text-sm font-medium text-amber-900">Free delivery over 50 pounds until Sunday</div>
<header class="sticky top-0 z-10 border-b border-slate-200 bg-white">
<div class="mx-auto flex max-w-7xl items-center justify-between px-4 py-3">
<a href="/" class="text-xl font-bold tracking-tight">Northwood</a>
<nav class="hidden gap-6 md:flex">
${each(['Women', 'Men', 'Kids', 'Camping', 'Outlet'], (name) => `<a class="text-sm font-medium text-slate-700 hover:text-slate-900" href="/c/${name.toLowerCase()}">${name}</a>`)}
</nav>
<div class="flex items-center gap-4"><button type="button" class="rounded-full p-2" aria-label="Search"><svg class="h-5 w-5"><path d="M1 1"></path></svg></button>
<a href="/basket" class="relative rounded-full p-2">Basket <span class="ml-1 rounded-full bg-slate-900 px-2 text-xs text-white">3</span></a></div>
</div></header>
<main class="mx-auto max-w-7xl px-4 py-8">
<nav class="mb-4 flex gap-2 text-sm text-slate-500"><a href="/">Home</a><span>/</span><a href="/c/clothing">Clothing</a><span>/</span><span class="text-slate-900">Outdoor</span></nav>
<div class="flex items-end justify-between"><div><h1 class="text-3xl font-bold">Outdoor clothing</h1>
<p class="mt-2 max-w-prose text-slate-600">Made for weather that changes its mind. Repaired by us for as long as you wear it.</p></div>
<label class="text-sm text-slate-500">Sort by <select class="rounded border px-2 py-1"><option>Popular</option><option>Price</option></select></label></div>
<div class="mt-8 grid grid-cols-4 gap-8">
<aside class="col-span-1 space-y-6">
${each(
	filters,
	([name, values]) =>
		`<section class="border-b pb-4"><h3 class="mb-2 text-sm font-semibold">${name}</h3><ul class="space-y-1">${each(values, (value) => `<li class="flex justify-between text-sm"><a href="?${name.toLowerCase()}=${value.toLowerCase()}" class="text-slate-600">${value}</a><span class="text-slate-400">${value.length * 7}</span></li>`)}</ul></section>`,
)}
</aside>
<div class="col-span-3 grid grid-cols-3 gap-6">
${each(
	products,
	([name, slug, price, rating, reviews, badge]) =>
		`<div class="group relative rounded-lg border border-slate-200 p-4">
<a href="/p/${slug}" class="block"><img src="/img/${slug}.jpg" alt="${name}" class="aspect-square w-full rounded object-cover"></a>
${badge ? `<span class="absolute left-2 top-2 rounded bg-rose-600 px-2 py-1 text-xs text-white">${badge}</span>` : ''}
<h3 class="mt-3 text-base font-medium"><a href="/p/${slug}">${name}</a></h3>
<div class="mt-1 flex items-center gap-1 text-sm text-slate-500"><span>${rating}</span><span>(${reviews} reviews)</span></div>
<div class="mt-2 flex items-center justify-between"><p class="text-lg font-semibold">£${price}</p>
<button type="button" class="rounded bg-slate-900 px-3 py-2 text-sm text-white hover:bg-slate-700">Add to basket</button></div>
</div>`,
)}
</div></div>
<div class="mt-10 flex justify-center gap-2"><a href="?page=1" class="rounded border px-3 py-1">1</a><a href="?page=2" class="rounded border px-3 py-1">2</a><a href="?page=3" class="rounded border px-3 py-1">3</a><a href="?page=2" class="rounded border px-3 py-1">Next page</a></div>
</main>
<footer class="bg-slate-900 py-12 text-slate-300"><div class="mx-auto grid max-w-7xl grid-cols-3 gap-8 px-4">
<div><h4 class="font-semibold text-white">Help</h4><ul class="mt-2 space-y-1"><li><a href="/help/delivery">Delivery</a></li><li><a href="/help/returns">Returns</a></li><li><a href="/help/contact">Contact us</a></li></ul></div>
<div><h4 class="font-semibold text-white">About</h4><ul class="mt-2 space-y-1"><li><a href="/about">Our story</a></li><li><a href="/repairs">Repairs</a></li><li><a href="/jobs">Jobs</a></li></ul></div>
<form class="space-y-2"><p class="font-semibold text-white">Letters from the trail</p><input type="email" name="email" placeholder="Your email" class="w-full rounded px-3 py-2"><button class="rounded bg-amber-500 px-4 py-2 font-medium text-slate-900">Subscribe</button></form>
</div></footer>`,
		' class="bg-white text-slate-900 antialiased"',
	),
};
