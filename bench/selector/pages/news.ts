import { type BenchPage, documentOf, each } from './page.ts';

const stories = [
	['Harbour bridge closed until Monday', 'City', 'Lorries are sent round by the old ring road.', '18 minutes ago'],
	['Council votes for night trains', 'Politics', 'Forty-one for, twelve against, and one who overslept.', '1 hour ago'],
	[
		'Rain ends the driest spring since 1976',
		'Weather',
		'Farmers in the north had given up on their barley.',
		'2 hours ago',
	],
	['Library opens on Sundays', 'City', 'Volunteers take the desks that the budget left empty.', '3 hours ago'],
	['Goalkeeper scores from own half', 'Sport', 'The wind did the rest, he says.', '4 hours ago'],
	['Old brewery becomes a school', 'City', 'Classes start among copper kettles.', '5 hours ago'],
	['Power prices fall at noon', 'Economy', 'Panels now carry half of the load at midday.', '6 hours ago'],
] as const;

const most = [
	'Who owns the river?',
	'Ten bakeries, one winner',
	'The last switchboard',
	'Letters to the tram',
	'A house for one krone',
];

/** A newspaper's front page, in plain and old markup. */
export const news: BenchPage = {
	name: 'news',
	style: 'plain',
	heldOut: true,
	html: documentOf(
		'The Harbour Post',
		`<div id="page"><div id="head"><p id="date">Thursday, 28 May</p><a href="/" id="title">The Harbour Post</a><p><a href="/subscribe">Subscribe</a> <a href="/login">Sign in</a></p></div>
<div id="nav">${each(['City', 'Politics', 'Economy', 'Sport', 'Culture', 'Weather'], (name) => `<a href="/${name.toLowerCase()}">${name}</a>`)}</div>
<div id="alert"><b>Live</b> <span>The bridge: what drivers need to know</span> <a href="/live/bridge">Follow</a></div>
<table width="100%"><tbody><tr><td id="left">
<div id="lead"><img src="/photos/bridge-dawn.jpg" alt="The bridge at dawn"><h2><a href="/city/bridge">Cracks in the harbour bridge</a></h2><p>Engineers found three in one night. How long repairs take depends on what they find behind the paint.</p><p><i>By Greta Holm</i></p><ul><li><a href="/city/bridge/map">Map of the detours</a></li><li><a href="/city/bridge/history">Built in a hurry: its history</a></li></ul></div>
${each(stories, ([title, topic, lead, when]) => `<div><h3><a href="/${topic.toLowerCase()}/${title.toLowerCase().replaceAll(/\W+/g, '-')}">${title}</a></h3><p>${lead}</p><p><a href="/${topic.toLowerCase()}">${topic}</a> <span>${when}</span></p></div>`)}
</td><td id="right"><h4>Most read</h4><ol>${each(most, (title) => `<li><a href="/read/${title.toLowerCase().replaceAll(/\W+/g, '-')}">${title}</a></li>`)}</ol>
<h4>Weather</h4><table><tbody>${each(
			[
				['Today', '14°', 'Showers'],
				['Friday', '17°', 'Cloudy'],
				['Saturday', '21°', 'Sunny'],
			],
			([day, degrees, sky]) => `<tr><td>${day}</td><td>${degrees}</td><td>${sky}</td></tr>`,
		)}</tbody></table>
<h4>Opinion</h4><div><p><a href="/opinion/trams">Give the trams their street back</a></p><p><i>Elif Aydin</i></p></div><div><p><a href="/opinion/quiet">In defence of a quiet harbour</a></p><p><i>Bo Strand</i></p></div>
<div id="box"><p><b>The Post by e-mail</b></p><p>Six headlines at six in the morning.</p><form><input name="mail" placeholder="Your address"><button>Send it to me</button></form></div></td></tr></tbody></table>
<div id="foot"><p>Printed every day since 1887.</p><p><a href="/about">About us</a> <a href="/corrections">Corrections</a> <a href="/jobs">Work here</a> <a href="/privacy">Privacy</a></p></div></div>`,
	),
};
