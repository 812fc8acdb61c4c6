import type { Person } from '../shapes/profiles.ts';
import { compareProfiles } from './compare-profiles.ts';
import './profiles.css';

/** What people have, a fact a row, with what the first two do not agree on marked. */
export function SideBySide({ people, titles }: { people: readonly Person[]; titles: readonly string[] }) {
	return (
		<div class="table-wrap">
			<table class="table compare">
				<caption class="visually-hidden">The people side by side</caption>
				<thead>
					<tr>
						<th scope="col">
							<span class="visually-hidden">What</span>
						</th>
						{titles.map((title, place) => (
							<th key={place} scope="col" class="keep">
								{title}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{compareProfiles(...people).map(({ name, values, differs }) => (
						<tr key={name} class={differs ? 'differs' : ''}>
							<th scope="row" class="mono">
								{name}
							</th>
							{values.map((value, place) => (
								<td key={place} class="keep">
									{value}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
