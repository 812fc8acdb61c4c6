import { ButtonLink } from '../ui/button.tsx';
import { Empty } from '../ui/states.tsx';
import { useTitle } from './page.tsx';

export function NotFound() {
	useTitle('Not found');
	return (
		<Empty icon="search" title="There is no such page" actions={<ButtonLink href="/">Go to Live</ButtonLink>}>
			<p>The address may be mistyped, or what it named was deleted.</p>
		</Empty>
	);
}
