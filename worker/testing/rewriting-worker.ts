import type { Edit } from '../../core/edit/types.ts';
import { rulesOf } from '../experiences/edit-rules.ts';
import { rewritePage } from '../experiences/rewrite.ts';
import { judgePage } from '../experiences/verdict/judge-page.ts';

/** A page, and what is to be done to it. */
interface Case {
	readonly page: string;
	readonly edits: readonly Edit[];
}

const type = 'text/html; charset=utf-8';
const encoder = new TextEncoder();

/** The rewriting of pages alone, on the real runtime, for tests and benchmarks outside of it (`e2e/differential/edge.ts`). */
export default {
	async fetch(request): Promise<Response> {
		const { pathname, searchParams } = new URL(request.url);
		if (pathname === '/judge') return Response.json(await Promise.all((await request.json<Case[]>()).map(judge)));
		const { page, edits } = await request.json<Case>();
		const bytes = encoder.encode(page);
		let length = 0;
		for (let i = 0; i < Number(searchParams.get('times')); i++) {
			const out = send(new Blob([bytes]).stream(), edits, pathname);
			length += (await new Response(out).arrayBuffer()).byteLength;
		}
		return Response.json({ length });
	},
} satisfies ExportedHandler;

/** The verdict on each edit, and the page as the edge would send it with those that are its. */
async function judge({ page, edits }: Case) {
	const bytes = encoder.encode(page);
	const verdicts = await judgePage({ bytes, type }, edits);
	const edge = edits.filter((edit) => verdicts.get(edit)?.place === 'edge');
	const html = await new Response(rewritePage(new Blob([bytes]).stream(), type, rulesOf(edge), '')).text();
	return { verdicts: edits.map((edit) => verdicts.get(edit)), html };
}

/** A page on its whole way, as the runtime sends it: no code of ours reads what comes out. */
function send(
	page: ReadableStream<Uint8Array>,
	edits: readonly Edit[],
	way: string,
): ReadableStream<Uint8Array> | null {
	if (way === '/edited') return rewritePage(page, type, rulesOf(edits), '');
	if (way === '/one-handler') return throughRewriter(page, ['head']);
	if (way === '/ten-handlers')
		return throughRewriter(
			page,
			edits.map(({ selector }) => selector),
		);
	return page;
}

/** Through the runtime's own rewriter, with handlers that do nothing. */
function throughRewriter(page: ReadableStream<Uint8Array>, selectors: readonly string[]) {
	const rewriter = new HTMLRewriter();
	for (const selector of selectors) rewriter.on(selector, { element() {} });
	return rewriter.transform(new Response(page, { headers: { 'content-type': type } })).body;
}
