import { type BenchPage, documentOf, each } from './page.ts';

const posts = [
	[
		'Why we stopped counting page views',
		'why-we-stopped-counting',
		'Ada Moreau',
		'12 May 2026',
		'Measurement',
		'A number that always goes up tells you nothing about the people behind it.',
		'7 min',
	],
	[
		'The garden behind the office',
		'the-garden',
		'Per Lindqvist',
		'3 May 2026',
		'Life',
		'Beans, bees and a bench: what a small plot has done for our afternoons.',
		'4 min',
	],
	[
		'Writing tests as sentences',
		'tests-as-sentences',
		'Noor Haddad',
		'21 April 2026',
		'Engineering',
		'If you cannot read a test aloud, you cannot tell what has broken.',
		'9 min',
	],
	[
		'A colour is a promise',
		'a-colour-is-a-promise',
		'Ada Moreau',
		'9 April 2026',
		'Design',
		'We changed our blue and forty people wrote to us within a day.',
		'6 min',
	],
	[
		'Hiring without puzzles',
		'hiring-without-puzzles',
		'Sam Okafor',
		'30 March 2026',
		'Life',
		'Two conversations and one honest piece of work, paid.',
		'5 min',
	],
	[
		'The database that was a file',
		'database-file',
		'Noor Haddad',
		'14 March 2026',
		'Engineering',
		'For three years our largest customer lived in a spreadsheet.',
		'11 min',
	],
] as const;

/** A blog's front page with one long article, in plain markup with few classes. */
export const blog: BenchPage = {
	name: 'blog',
	style: 'plain',
	heldOut: false,
	html: documentOf(
		'Notes from Harbour Street',
		`<div id="wrap"><div id="masthead"><h1><a href="/">Notes from Harbour Street</a></h1><p>What a small software company thinks about between deadlines.</p>
<ul id="menu"><li><a href="/">Latest</a></li><li><a href="/archive">Archive</a></li><li><a href="/authors">Authors</a></li><li><a href="/feed.xml">Feed</a></li></ul></div>
<div id="content"><article id="featured"><p><em>Featured</em></p><h2><a href="/2026/slow-software">In praise of slow software</a></h2><p>By <a href="/authors/ada">Ada Moreau</a> on <time>18 May 2026</time></p><img src="/uploads/2026/05/slow.jpg" alt="A snail on a keyboard">
<p>Every year our laptops get faster and every year they feel the same. Somebody spends the difference.</p><p>This spring we did an experiment: we gave the team machines from ten years ago and asked them to use our own product for a week.</p>
<blockquote><p>On Wednesday I closed the tab and wrote the report by hand.</p></blockquote>
<h3>What we learned</h3><ul><li>Animations hide waiting only from those who do not wait often.</li><li>A list of ten thousand rows is a search box that nobody built.</li><li>Half of our scripts measured the other half.</li></ul>
<h3>What we changed</h3><p>We took out a third of the code. Nobody has asked for it back, except the person who wrote it.</p><p><a href="/2026/slow-software#comments">Join the discussion</a></p></article>
<h2>Older notes</h2>
${each(posts, ([title, slug, who, when, topic, lead, time]) => `<div><h3><a href="/2026/${slug}">${title}</a></h3><p><small>${when} · <a href="/authors/${who.split(' ')[0]?.toLowerCase()}">${who}</a> · <a href="/topics/${topic.toLowerCase()}">${topic}</a> · ${time}</small></p><p>${lead}</p><p><a href="/2026/${slug}">Read on</a></p></div>`)}
<p><a href="/page/2">Older</a></p></div>
<div id="sidebar"><h4>About</h4><p>We are nine people in a former sail loft. We make software for ferry companies.</p><h4>Topics</h4><ul>${each(['Design', 'Engineering', 'Life', 'Measurement'], (name) => `<li><a href="/topics/${name.toLowerCase()}">${name}</a></li>`)}</ul>
<h4>Popular</h4><ol><li><a href="/2024/tides">How tides broke our calendar</a></li><li><a href="/2025/queue">The queue is the product</a></li><li><a href="/2023/ferry">A week on the night ferry</a></li></ol>
<h4>By letter</h4><form action="/subscribe"><p>One note a month, never more.</p><input type="text" name="address" placeholder="you@example.com"><input type="submit" value="Send me notes"></form></div>
<div id="footer"><p>Written on Harbour Street since 2014.</p><p><a href="/colophon">Colophon</a> <a href="/privacy">Privacy</a> <a href="/contact">Write to us</a></p></div></div>`,
	),
};
