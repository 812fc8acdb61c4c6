import { type BenchPage, documentOf, each } from './page.ts';

const figures = [
	['Visitors today', '1,284', '+12 %'],
	['Orders', '86', '-3 %'],
	['Revenue', '€ 6,410', '+8 %'],
	['Refunds', '4', '0 %'],
] as const;

const orders = [
	['#20418', 'Clara Voss', 'Kiel', '€ 129.00', 'Paid'],
	['#20417', 'Amir Said', 'Ulm', '€ 48.50', 'Shipped'],
	['#20416', 'Lena Graf', 'Bonn', '€ 310.00', 'Paid'],
	['#20415', 'Otto Wild', 'Mainz', '€ 22.00', 'Refunded'],
	['#20414', 'Yuki Sato', 'Trier', '€ 75.00', 'Shipped'],
	['#20413', 'Paula Nunes', 'Jena', '€ 99.00', 'Paid'],
] as const;

const tasks = [
	'Answer the supplier of lamps',
	'Check the stock of tents',
	'Approve two reviews',
	'Send the May newsletter',
];

/** An application's dashboard with ids that a framework minted. */
export const dashboard: BenchPage = {
	name: 'dashboard',
	style: 'css-modules',
	heldOut: false,
	html: documentOf(
		'Overview',
		`<div id="root"><div class="css-1x8k2p9 shell"><aside class="css-9q2w4e sidebar" id=":r0:"><div class="css-0a1b2c brand">Ledgerly</div><nav class="css-7u8i9o"><ul class="css-5t6y7u">
${each(['Overview', 'Orders', 'Customers', 'Products', 'Reports', 'Settings'], (name, i) => `<li class="css-3e4r5t"><a class="css-1q2w3e ${i === 0 ? 'active' : ''}" href="/app/${name.toLowerCase()}" data-testid="nav-${name.toLowerCase()}">${name}</a></li>`)}
</ul></nav><div class="css-k2j3h4"><p class="css-z1x2c3">Trial: 9 days left</p><button class="css-b4n5m6 MuiButton" id=":r1:">Choose a plan</button></div></aside>
<div class="css-main42"><header class="css-h1j2k3"><h1 class="css-t9y8u7">Good morning, Dana</h1><div class="css-p0o9i8"><button class="css-b4n5m6" id=":r2:" aria-label="Notifications">7</button><button class="css-b4n5m6" id=":r3:" aria-label="Account of Dana">DA</button></div></header>
<section class="css-s1d2f3" aria-label="Key figures">${each(figures, ([name, value, change], i) => `<div class="css-c4v5b6" id=":r${i + 10}:"><span class="css-l1k2j3">${name}</span><strong class="css-q9w8e7">${value}</strong><em class="css-r6t5y4">${change}</em></div>`)}</section>
<section class="css-s1d2f3" aria-label="Latest orders"><div class="css-g7h8j9"><h2 class="css-t5r4e3">Latest orders</h2><a class="css-a1s2d3" href="/app/orders">See all</a></div>
<table class="css-v7b8n9"><thead><tr><th>Order</th><th>Customer</th><th>City</th><th>Total</th><th>Status</th><th></th></tr></thead><tbody>
${each(orders, ([id, who, city, total, state]) => `<tr class="css-x1c2v3"><td><a href="/app/orders/${id.slice(1)}">${id}</a></td><td>${who}</td><td>${city}</td><td>${total}</td><td><span class="css-chip99">${state}</span></td><td><button class="css-b4n5m6" type="button">Open</button></td></tr>`)}
</tbody></table></section>
<div class="css-w3e4r5"><section class="css-s1d2f3" aria-label="Tasks"><h2 class="css-t5r4e3">To do</h2><ul class="css-y1u2i3">${each(tasks, (task, i) => `<li class="css-o4p5a6"><label><input type="checkbox" name="task${i}"> <span>${task}</span></label></li>`)}</ul><button class="css-b4n5m6" data-testid="add-task" type="button">Add a task</button></section>
<section class="css-s1d2f3" aria-label="Traffic"><h2 class="css-t5r4e3">Where visitors come from</h2><dl class="css-d1f2g3">${each(
			[
				['Search', '48 %'],
				['Direct', '27 %'],
				['Newsletter', '15 %'],
				['Social', '10 %'],
			],
			([name, share]) => `<div class="css-m1n2b3"><dt>${name}</dt><dd>${share}</dd></div>`,
		)}</dl><p class="css-z1x2c3">Of the last seven days.</p></section></div>
<section class="css-banner7" role="complementary"><h3 class="css-t2y3u4">Sell on two channels at once</h3><p class="css-z1x2c3">Connect your market stall and the stock follows by itself.</p><a class="css-a1s2d3" href="/app/channels">Connect a channel</a></section>
</div></div></div>`,
	),
};
