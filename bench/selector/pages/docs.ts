import { type BenchPage, documentOf, each } from './page.ts';

const chapters = [
	['Getting started', ['Installation', 'First steps', 'Project layout']],
	['Guides', ['Routing', 'Data loading', 'Forms', 'Errors', 'Testing']],
	['Reference', ['Configuration', 'Command line', 'Environment']],
	['Deploying', ['Containers', 'Serverless', 'Static export']],
] as const;

const options = [
	['baseUrl', 'string', '"/"', 'Where the application is mounted.'],
	['cacheSeconds', 'number', '60', 'How long answers may be kept by proxies.'],
	['strict', 'boolean', 'false', 'Whether unknown fields are refused.'],
	['logLevel', 'string', '"info"', 'The least important message that is written.'],
	['plugins', 'array', '[]', 'What runs before and after each request.'],
] as const;

/** A page of documentation, in CSS modules: names with hashes. */
export const docs: BenchPage = {
	name: 'docs',
	style: 'css-modules',
	heldOut: false,
	html: documentOf(
		'Configuration',
		`<div class="Layout_root__Xk3f9"><header class="Header_bar__p2QzL"><a class="Header_logo__9dKw1" href="/">Quarry</a><span class="Header_version__mN4t7">v4.2</span>
<nav class="Header_links__a8RtY"><a class="Header_link__Q1wEz" href="/docs">Docs</a><a class="Header_link__Q1wEz" href="/examples">Examples</a><a class="Header_link__Q1wEz" href="/blog">Blog</a></nav><button class="Header_search__Zx7Cv" type="button" aria-label="Search the docs">Search <kbd class="Header_key__L0pMn">/</kbd></button></header>
<div class="Layout_columns__b5NhJ"><nav class="Sidebar_root__u6TgB" aria-label="Chapters">
${each(chapters, ([name, pages]) => `<div class="Sidebar_group__h3GfD"><h5 class="Sidebar_title__e2WsX">${name}</h5><ul class="Sidebar_list__c4RfV">${each(pages, (page) => `<li class="Sidebar_item__k9IjN"><a class="Sidebar_link__o8UhB" href="/docs/${page.toLowerCase().replaceAll(' ', '-')}">${page}</a></li>`)}</ul></div>`)}
</nav>
<main class="Article_root__y7TgB"><div class="Breadcrumb_root__v6FcD"><a class="Breadcrumb_link__s5XdR" href="/docs">Docs</a><a class="Breadcrumb_link__s5XdR" href="/docs/reference">Reference</a></div>
<h1 class="Article_title__w4EsZ" id="configuration">Configuration</h1><p class="Article_lead__q3AzW">Quarry reads one file, checks it, and tells you on which line it stopped believing you.</p>
<div class="Callout_note__f2DxS" role="note"><p class="Callout_title__r1FvC">Since version four</p><p class="Callout_text__t9GbV">The old JSON file is still read, with a warning at the start.</p></div>
<h2 class="Article_heading__i8KmJ" id="the-file">The file</h2><p class="Article_text__o7LnH">Put <code class="Code_inline__p6MjU">quarry.config.ts</code> beside your package file. It exports one object.</p>
<div class="Code_block__z5NhY"><div class="Code_bar__x4BgT"><span class="Code_file__c3VfR">quarry.config.ts</span><button class="Code_copy__v2CdE" type="button">Copy</button></div><pre class="Code_pre__b1XsW"><code>export default { strict: true }</code></pre></div>
<h2 class="Article_heading__i8KmJ" id="options">Options</h2><p class="Article_text__o7LnH">All of them are optional; what is left out takes its default.</p>
<table class="Table_root__n0ZaQ"><thead><tr><th class="Table_head__m9AqS">Name</th><th class="Table_head__m9AqS">Type</th><th class="Table_head__m9AqS">Default</th><th class="Table_head__m9AqS">Meaning</th></tr></thead><tbody>
${each(options, ([name, type, value, says]) => `<tr class="Table_row__l8SwD"><td class="Table_cell__k7DeF"><code class="Code_inline__p6MjU">${name}</code></td><td class="Table_cell__k7DeF">${type}</td><td class="Table_cell__k7DeF">${value}</td><td class="Table_cell__k7DeF">${says}</td></tr>`)}
</tbody></table>
<h2 class="Article_heading__i8KmJ" id="per-environment">By environment</h2><p class="Article_text__o7LnH">Name a block after an environment and its values win there.</p><div class="Code_block__z5NhY"><div class="Code_bar__x4BgT"><span class="Code_file__c3VfR">production block</span><button class="Code_copy__v2CdE" type="button">Copy</button></div><pre class="Code_pre__b1XsW"><code>production: { logLevel: "warn" }</code></pre></div>
<p class="Article_text__o7LnH">Secrets never belong here. Read <a class="Article_link__j6FrG" href="/docs/environment">how the environment works</a> first.</p>
<div class="Pager_root__h5GtH"><a class="Pager_previous__g4HyJ" href="/docs/testing"><small class="Pager_hint__f3JuK">Previous</small><strong class="Pager_name__d2KiL">Testing</strong></a><a class="Pager_next__s1LoP" href="/docs/command-line"><small class="Pager_hint__f3JuK">Next</small><strong class="Pager_name__d2KiL">Command line</strong></a></div>
<div class="Feedback_root__a0PqM"><span class="Feedback_question__z9QwN">Was this page helpful?</span><button class="Feedback_button__x8WeB" type="button">Yes</button><button class="Feedback_button__x8WeB" type="button">No</button></div></main>
<aside class="Toc_root__c7ErV"><h6 class="Toc_title__v6RtC">On this page</h6><a class="Toc_link__b5TyX" href="#the-file">The file</a><a class="Toc_link__b5TyX" href="#options">Options</a><a class="Toc_link__b5TyX" href="#per-environment">By environment</a><a class="Toc_edit__n4YuZ" href="https://git.example/quarry/docs/configuration.md">Edit this page</a></aside></div>
<footer class="Footer_root__m3UiA"><span class="Footer_copy__l2IoS">Quarry is free software.</span><a class="Footer_link__k1OpD" href="/license">License</a><a class="Footer_link__k1OpD" href="/community">Community</a></footer></div>`,
	),
};
