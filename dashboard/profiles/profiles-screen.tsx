import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Segment } from '../shapes/segments.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Select, Text } from '../ui/field.tsx';
import { Empty, Failure } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { usePages } from '../ui/use-pages.ts';
import { useSearch } from '../ui/use-search.ts';
import { ProfileTable } from './profile-table.tsx';
import './profiles.css';
import { TakeOut } from './take-out.tsx';

/** Everyone, newest first; the search and the segment stand in the address, so a filtered list can be shared. */
export default function ProfilesScreen() {
	const { query } = useLocation();
	const search = query.search ?? '';
	const segment = query.segment ?? '';
	const segments = useLoad('segments', api.segments).data?.items ?? [];
	const chosen = segments.find(({ id }) => id === segment);
	// A file has everybody or a segment; beside other filters it would not be what is seen.
	const takeOut = search === '' && (segment === '' || chosen) && <TakeOut segment={chosen ?? null} />;
	const pages = usePages(`${search} ${segment}`, (cursor, signal) => api.profiles({ search, segment, cursor }, signal));
	const filtered = search !== '' || segment !== '';
	return (
		<Page title="Profiles" about="Everyone who came, known by name or not." actions={takeOut}>
			<div class="stack loose">
				<Filters search={search} segment={segment} segments={segments} />
				<Card flush>
					{pages.error ? (
						<Failure error={pages.error} retry={pages.reload} />
					) : pages.items?.length === 0 ? (
						<Nobody filtered={filtered} />
					) : (
						<ProfileTable rows={pages.items} />
					)}
				</Card>
				{pages.more && (
					<div>
						<Button onClick={pages.more}>Load more</Button>
					</div>
				)}
			</div>
		</Page>
	);
}

interface FiltersProps {
	readonly search: string;
	readonly segment: string;
	readonly segments: readonly Segment[];
}

function Filters({ search, segment, segments }: FiltersProps) {
	const { route } = useLocation();
	const filter = (next: { search: string; segment: string }) => {
		const set = Object.entries(next).filter(([, value]) => value !== '');
		route(set.length > 0 ? `/profiles?${new URLSearchParams(set)}` : '/profiles', true);
	};
	const [words, setWords] = useSearch(search, (found) => filter({ search: found, segment }));
	const options = segments.map(({ id, name }) => [id, name] as const);
	return (
		<div class="filters">
			<Text
				type="search"
				label="Search profiles"
				placeholder="Name, e-mail, any id or trait, or plan:pro"
				value={words}
				onChange={setWords}
			/>
			<Select
				label="Segment"
				value={segment}
				onChange={(value) => filter({ search: words, segment: value })}
				options={[['', 'All segments'], ...options]}
			/>
		</div>
	);
}

function Nobody({ filtered }: { filtered: boolean }) {
	if (filtered)
		return (
			<Empty icon="search" title="Nobody matches" actions={<ButtonLink href="/profiles">Show everyone</ButtonLink>}>
				<p>Try fewer letters, or another segment.</p>
			</Empty>
		);
	return (
		<Empty icon="profiles" title="Nobody came yet" actions={<ButtonLink href="/">Watch live</ButtonLink>}>
			<p>A profile begins with a visitor's first event. Put the tag on your site, then open a page of it.</p>
		</Empty>
	);
}
