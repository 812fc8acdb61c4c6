import type { Role } from '../api/shapes.ts';

/** Which HTML the workspace takes from whom, said before it is written. */
export function HtmlNote({ role }: { role: Role }) {
	return (
		<p class="soft">
			{role === 'owner'
				? 'As an owner you may write any HTML that runs no code.'
				: 'Saving cleans it: text, links, pictures, lists and tables stay; styles, forms and embedded pages need an owner.'}
		</p>
	);
}
