import { type BenchPage, documentOf, each } from './page.ts';

const answers = [
	[
		'baker_ben',
		'341',
		'2 hours ago',
		'Your oven is colder than it says. Put a thermometer in and believe that one.',
		'14',
	],
	[
		'millstone',
		'1,207',
		'1 hour ago',
		'How long was the final proof? In my kitchen two hours is plenty in summer.',
		'9',
	],
	[
		'crumbs',
		'58',
		'55 minutes ago',
		'Steam. A tray of boiling water for the first ten minutes and never again after that.',
		'22',
	],
	['rye_or_die', '773', '40 minutes ago', 'I had the same with a young starter. Feed it twice a day for a week.', '5'],
	['ofenfrisch', '12', '12 minutes ago', 'Could be the flour. Ours changed in spring and nobody told us.', '1'],
] as const;

const similar = [
	['Starter smells of acetone', '17'],
	['Which flour for baguettes?', '33'],
	['Crust too thick', '8'],
	['Dutch oven or stone?', '51'],
] as const;

/** A thread of a forum: the same markup again and again. */
export const forum: BenchPage = {
	name: 'forum',
	style: 'bem',
	heldOut: false,
	html: documentOf(
		'Why is my loaf flat?',
		`<div class="topbar"><a class="topbar__home" href="/">Crumb Talk</a><div class="topbar__user"><a href="/login" class="topbar__login">Log in</a><a href="/join" class="topbar__join button">Join</a></div></div>
<div class="layout"><main class="thread" id="thread-48213"><ol class="breadcrumbs"><li class="breadcrumbs__item"><a href="/">Boards</a></li><li class="breadcrumbs__item"><a href="/b/sourdough">Sourdough</a></li></ol>
<h1 class="thread__title">Why is my loaf flat?</h1><div class="thread__meta"><span class="thread__views">1,920 views</span><span class="thread__replies">5 replies</span><button class="thread__follow button button--small" type="button">Follow</button></div>
<article class="post post--first" id="post-1"><div class="post__side"><img class="post__avatar" src="/avatars/hedda.png" alt="hedda"><a class="post__author" href="/u/hedda">hedda</a><span class="post__count">27 posts</span></div><div class="post__main"><time class="post__time">3 hours ago</time><div class="post__body"><p>I follow the recipe to the gram and it still spreads like a pancake.</p><p>It rises well in the basket, then I turn it out and it gives up. What am I missing?</p></div><ul class="post__tags"><li class="tag">beginner</li><li class="tag">proofing</li><li class="tag">oven</li></ul><div class="post__actions"><button class="post__action" type="button">Like</button><button class="post__action" type="button">Reply</button><button class="post__action" type="button">Share</button></div></div></article>
${each(answers, ([who, count, when, says, likes], i) => `<article class="post" id="post-${i + 2}"><div class="post__side"><img class="post__avatar" src="/avatars/${who}.png" alt="${who}"><a class="post__author" href="/u/${who}">${who}</a><span class="post__count">${count} posts</span></div><div class="post__main"><time class="post__time">${when}</time><div class="post__body"><p>${says}</p></div><div class="post__actions"><span class="post__likes">${likes} likes</span><button class="post__action" type="button">Like</button><button class="post__action" type="button">Reply</button><button class="post__action" type="button">Share</button></div></div></article>`)}
<form class="reply"><h2 class="reply__title">Your answer</h2><textarea class="reply__text" name="text" placeholder="Be kind, be specific"></textarea><button class="button button--primary reply__send" type="submit">Send answer</button><p class="reply__hint">You need to be logged in for that.</p></form></main>
<aside class="side"><section class="box"><h3 class="box__title">Similar threads</h3><ul class="box__list">${each(similar, ([title, count]) => `<li class="box__item"><a class="box__link" href="/t/${title.toLowerCase().replaceAll(/\W+/g, '-')}">${title}</a><span class="box__count">${count}</span></li>`)}</ul></section>
<section class="box"><h3 class="box__title">House rules</h3><ol class="box__list"><li class="box__item">No photographs of burnt hands.</li><li class="box__item">Grams, not cups.</li><li class="box__item">Every loaf was somebody's best.</li></ol></section><section class="box box--ad"><p class="box__text">Stoneground flour, by post, in paper.</p><a class="button" href="https://mill.example/?from=crumbtalk">See the mill</a></section></aside></div>
<footer class="foot"><p class="foot__text">Run by volunteers since 2009.</p><a class="foot__link" href="/rules">Rules</a><a class="foot__link" href="/imprint">Imprint</a></footer>`,
	),
};
