import { parse } from 'node-html-parser';

/** The same edits by node-html-parser, which holds the whole page: a Worker, as its users have it. */
export default {
	async fetch(request) {
		const { page, edits } = await request.json();
		const times = Number(new URL(request.url).searchParams.get('times'));
		const bytes = new TextEncoder().encode(page);
		let length = 0;
		for (let i = 0; i < times; i++) length += (await rewrite(bytes, edits)).length;
		return Response.json({ length });
	},
};

async function rewrite(bytes, edits) {
	const root = parse(await new Response(new Blob([bytes]).stream()).text());
	for (const edit of edits) {
		const element = root.querySelector(edit.selector);
		if (!element) continue;
		if (edit.kind === 'text') element.textContent = edit.value;
		if (edit.kind === 'attribute') element.setAttribute(edit.name, edit.value);
		if (edit.kind === 'class') for (const name of edit.add) element.classList.add(name);
		if (edit.kind === 'hide') element.setAttribute('style', 'display:none!important');
		if (edit.kind === 'insert') element.insertAdjacentHTML('beforeend', edit.html);
	}
	return new TextEncoder().encode(root.toString());
}
