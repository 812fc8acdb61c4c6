import type { Edit } from '../../core/edit/types.ts';
import { pageRewriter } from '../experiences/page-rewriter.ts';
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
		const times = Number(searchParams.get('times'));
		let length = 0;
		for (let i = 0; i < times; i++) length += await pass(bytes, pathname === '/plain' ? null : edits);
		return Response.json({ length });
	},
} satisfies ExportedHandler;

/** The verdict on each edit, and the page as the edge would send it with those that are its. */
async function judge({ page, edits }: Case) {
	const bytes = encoder.encode(page);
	const verdicts = await judgePage({ bytes, type }, edits);
	const edge = edits.filter((edit) => verdicts.get(edit)?.place === 'edge');
	const html = await new Response(rewritePage(new Blob([bytes]).stream(), type, pageRewriter(edge, ''))).text();
	return { verdicts: edits.map((edit) => verdicts.get(edit)), html };
}

/** A page on its whole way; null lets it pass unparsed. Answers how long it was. */
async function pass(bytes: Uint8Array, edits: readonly Edit[] | null): Promise<number> {
	const body = new Blob([bytes]).stream();
	const out = edits ? rewritePage(body, type, pageRewriter(edits, '')) : body;
	let length = 0;
	for await (const chunk of out) length += chunk.length;
	return length;
}
