import { type BenchPage, documentOf, each } from './page.ts';

const features = [
	['Plans in minutes', 'Drag shifts, see gaps, publish. Everybody gets their week on their phone.'],
	['Fair by default', 'Weekends and late shifts are spread so that nobody has to keep count.'],
	['Swaps without calls', 'Two people agree, the rules are checked, the plan is right.'],
	['Hours that add up', 'What was worked goes to payroll as it was worked.'],
	['Holidays in view', 'Who is away stands where you plan, years ahead.'],
	['Yours to take along', 'Export everything at any time, in formats that others read.'],
] as const;

const voices = [
	['We plan sixty people in an hour. It used to be my Sunday.', 'Helga Brandt', 'Head nurse, Elbe Clinic'],
	['The first tool that my cooks did not complain about.', 'Luc Perrin', 'Owner, Brasserie du Port'],
	['Sick notes at six are no drama any more.', 'Maja Novak', 'Operations, Linden Logistics'],
] as const;

const questions = [
	['Do we need to train people?', 'No. If they can read a calendar they can use it.'],
	['Where is our data?', 'In Frankfurt, and in your export.'],
	['Can we leave?', 'With one click and all of your data.'],
	['Is there a contract?', 'Monthly. We prefer that you stay because it works.'],
] as const;

/** A landing page, in Tailwind's utilities. */
export const landing: BenchPage = {
	name: 'landing',
	style: 'tailwind',
	heldOut: false,
	html: documentOf(
		'Shift plans that people like',
		`<header class="absolute inset-x-0 top-0 flex items-center justify-between p-6"><a class="text-2xl font-black" href="/">Rota</a><div class="flex gap-8"><a class="text-sm font-semibold" href="#features">Features</a><a class="text-sm font-semibold" href="#voices">Customers</a><a class="text-sm font-semibold" href="/pricing">Pricing</a></div><a class="rounded-md px-4 py-2 text-sm font-semibold ring-1" href="/login">Log in</a></header>
<section id="hero" class="relative isolate bg-gradient-to-b px-6 pt-32 text-center"><p class="mx-auto inline-block rounded-full bg-indigo-50 px-3 py-1 text-sm text-indigo-700">New: plans for several sites</p><h1 class="mx-auto mt-6 max-w-3xl text-6xl font-bold">Shift plans that people like</h1><p class="mx-auto mt-6 max-w-xl text-lg text-gray-600">Rota makes the plan with you, keeps the rules in mind and tells everyone in time.</p>
<div class="mt-10 flex justify-center gap-4"><a class="rounded-md bg-indigo-600 px-5 py-3 font-semibold text-white" href="/signup">Start for free</a><a class="px-5 py-3 font-semibold" href="/demo">Watch the demo</a></div><img class="mx-auto mt-16 w-full max-w-5xl rounded-xl shadow-2xl" src="/img/plan-week.png" alt="A week's plan"></section>
<section class="bg-white py-16"><h2 class="text-center text-lg font-semibold">Used by 2,400 teams</h2><div class="mx-auto mt-8 grid max-w-5xl grid-cols-5 items-center gap-8">${each(['elbe', 'port', 'linden', 'aurora', 'brick'], (name) => `<img class="max-h-12 w-full object-contain" src="/logos/${name}.svg" alt="${name}">`)}</div></section>
<section id="features" class="bg-gray-50 py-24"><div class="mx-auto max-w-6xl px-6"><h2 class="text-base font-semibold text-indigo-600">Everything in one place</h2><p class="mt-2 text-4xl font-bold">What a good planner does, without the overtime</p>
<div class="mt-16 grid grid-cols-3 gap-8">${each(features, ([name, text]) => `<div class="relative pl-16"><div class="absolute left-0 top-0 flex h-10 w-10 items-center justify-center rounded-lg bg-indigo-600"><svg class="h-6 w-6 text-white"><path d="M0 0"></path></svg></div><h3 class="text-base font-semibold">${name}</h3><p class="mt-2 text-gray-600">${text}</p><a class="mt-3 inline-block text-sm text-indigo-600" href="/features">Learn more</a></div>`)}</div></div></section>
<section id="voices" class="py-24"><h2 class="text-center text-4xl font-bold">People who plan with it</h2><div class="mx-auto mt-12 grid max-w-6xl grid-cols-3 gap-8">${each(voices, ([says, who, what]) => `<figure class="rounded-2xl bg-white p-8 shadow-lg"><blockquote class="text-gray-900"><p>${says}</p></blockquote><figcaption class="mt-6 flex items-center gap-4"><div><div class="font-semibold">${who}</div><div class="text-gray-600">${what}</div></div></figcaption></figure>`)}</div></section>
<section class="bg-indigo-600 py-20 text-center text-white"><h2 class="text-4xl font-bold">Make next week's plan now</h2><p class="mx-auto mt-4 max-w-xl text-lg">Thirty days free, no card, no call.</p><a class="mt-8 inline-block rounded-md bg-white px-5 py-3 font-semibold text-indigo-600" href="/signup">Start for free</a></section>
<section class="mx-auto max-w-4xl py-24"><h2 class="text-3xl font-bold">Questions</h2><dl class="mt-8 space-y-6 divide-y">${each(questions, ([ask, say]) => `<div class="pt-6"><dt class="text-lg font-semibold">${ask}</dt><dd class="mt-2 text-gray-600">${say}</dd></div>`)}</dl></section>
<footer class="border-t py-12"><div class="mx-auto flex max-w-6xl justify-between px-6"><p class="text-sm text-gray-500">© 2026 Rota AB, Gothenburg</p><div class="flex gap-6"><a class="text-sm text-gray-500" href="/privacy">Privacy</a><a class="text-sm text-gray-500" href="/terms">Terms</a><a class="text-sm text-gray-500" href="/status">Status</a></div></div></footer>`,
	),
};
