import { type BenchPage, documentOf, each } from './page.ts';

const speakers = [
	['Dr. Amara Eze', 'Batteries that forget nothing', 'Lagos Energy Lab'],
	['Viktor Sand', 'Wind farms as neighbours', 'Coast & Co'],
	['Lucía Prieto', 'The grid in one spreadsheet', 'Red Eléctrica'],
	['Haruto Mori', 'Heat from data centres', 'Kita Works'],
	['Wanda Kruk', 'Financing the boring parts', 'Gdańsk Bank'],
	['Tomás Leal', 'Tides, patiently', 'Atlântico'],
] as const;

const agenda = [
	['09:00', 'Doors and coffee', 'Foyer'],
	['09:30', 'Opening words', 'Hall A'],
	['10:00', 'Batteries that forget nothing', 'Hall A'],
	['11:00', 'Wind farms as neighbours', 'Hall B'],
	['12:00', 'Lunch', 'Foyer'],
	['13:30', 'Heat from data centres', 'Hall A'],
	['15:00', 'Tides, patiently', 'Hall B'],
] as const;

const tickets = [
	['Early bird', '190', 'Until the end of June', 'Sold out'],
	['Regular', '290', 'With lunch and recordings', 'Buy regular'],
	['Group of five', '1,100', 'One invoice for all', 'Buy group'],
] as const;

/** A conference's page, in Tailwind's utilities with a few names between. */
export const conference: BenchPage = {
	name: 'conference',
	style: 'tailwind',
	heldOut: true,
	html: documentOf(
		'Slow Power 2027',
		`<nav class="fixed top-0 w-full flex justify-between px-8 py-4 bg-stone-50"><a class="font-serif text-lg" href="#">Slow Power</a><ul class="flex gap-6">${each(['Speakers', 'Agenda', 'Tickets', 'Venue'], (name) => `<li><a class="text-sm uppercase" href="#${name.toLowerCase()}">${name}</a></li>`)}</ul></nav>
<header class="hero pt-40 pb-24 text-center bg-stone-900 text-stone-50"><p class="text-sm tracking-widest">14 and 15 May 2027, Rotterdam</p><h1 class="mt-4 text-7xl font-serif">Energy for people in no hurry</h1><p class="mt-6 text-xl">Two days on storage, patience and copper.</p><div class="mt-10"><a class="px-6 py-3 bg-orange-500 rounded-full" href="#tickets">Get a ticket</a><a class="ml-4 px-6 py-3 border rounded-full" href="#agenda">See the agenda</a></div></header>
<section class="py-20 px-8" id="speakers"><h2 class="text-4xl font-serif">Who speaks</h2><div class="mt-10 grid grid-cols-3 gap-10">${each(speakers, ([name, talk, from], i) => `<article class="speaker"><img class="w-40 h-40 rounded-full" src="/people/${i + 1}.webp" alt="Portrait of ${name}"><h3 class="mt-4 text-xl">${name}</h3><p class="text-stone-500">${from}</p><p class="mt-2 italic">${talk}</p><a class="text-sm underline" href="/people/${i + 1}">More</a></article>`)}</div></section>
<section class="py-20 px-8 bg-stone-100" id="agenda"><h2 class="text-4xl font-serif">First day</h2><ol class="mt-10 divide-y">${each(agenda, ([time, what, where]) => `<li class="py-4 flex"><time class="w-24 font-mono">${time}</time><span class="flex-1">${what}</span><span class="text-stone-500">${where}</span></li>`)}</ol><p class="mt-6 text-sm">The second day is decided by those who come to the first.</p></section>
<section class="py-20 px-8" id="tickets"><h2 class="text-4xl font-serif">Tickets</h2><div class="mt-10 flex gap-8">${each(tickets, ([name, price, says, action]) => `<div class="p-8 border rounded-xl"><h3 class="text-lg">${name}</h3><p class="mt-2 text-5xl">€ ${price}</p><p class="mt-2 text-stone-500">${says}</p><button class="mt-6 px-4 py-2 bg-stone-900 text-white">${action}</button></div>`)}</div><p class="mt-6 text-sm">Students write to us and pay what they can.</p></section>
<section class="py-20 px-8 bg-stone-100" id="venue"><h2 class="text-4xl font-serif">The old pumping station</h2><div class="mt-8 grid grid-cols-2 gap-8"><p>Built to keep the city dry, kept to show how that was done. Ten minutes by tram from Central Station.</p><address class="not-italic">Pompweg 4<br>3011 Rotterdam</address></div><a class="mt-6 inline-block underline" href="https://maps.example/pompweg">Open in maps</a></section>
<footer class="py-10 px-8 text-sm flex justify-between"><p>Made by volunteers.</p><p><a class="underline" href="/conduct">Code of conduct</a> <a class="underline" href="/imprint">Imprint</a></p></footer>`,
		' class="bg-stone-50 text-stone-900"',
	),
};
