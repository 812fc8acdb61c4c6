import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import type { MembershipWord } from '../shapes/profiles.ts';
import type { Segment } from '../shapes/segments.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Area, Field, Segmented } from '../ui/field.tsx';
import { plural } from '../ui/format.ts';
import { attempt } from '../ui/toast.tsx';
import { PersonSearch } from './person-search.tsx';
import { type ListedPerson, readList } from './read-list.ts';

/** People sent in one call; a longer list goes in several. */
const atOnce = 1000;
const unknownShown = 200;

interface Result {
	readonly total: number;
	readonly sent: number;
	readonly found: number;
	readonly changed: number;
	readonly unknown: readonly ListedPerson[];
}

/** Puts people in or out of a segment by hand: one who is searched for, or a list that is pasted or uploaded. */
export function AddPeople(props: { segment: Segment; onChange: () => void; onClose: () => void }) {
	const { segment, onChange, onClose } = props;
	const [way, setWay] = useState<'one' | 'list'>(segment.kind === 'list' ? 'list' : 'one');
	const [membership, setMembership] = useState<MembershipWord>('in');
	return (
		<Dialog title={`People of “${segment.name}”`} onClose={onClose}>
			<div class="stack loose people-form">
				<div class="row wrap">
					<Segmented
						label="What to do"
						value={membership}
						onChange={setMembership}
						options={[
							['in', 'Put in'],
							['out', segment.kind === 'list' ? 'Take out' : 'Keep out'],
						]}
					/>
					<Segmented
						label="Whom"
						value={way}
						onChange={setWay}
						options={[
							['one', 'One person'],
							['list', 'A list'],
						]}
					/>
				</div>
				{segment.kind !== 'list' && (
					<p class="soft small">This outranks the rule, until you let the rule decide again on the person’s page.</p>
				)}
				{way === 'one' ? (
					<PersonSearch
						label="Find a person"
						onPick={(profile) =>
							attempt(
								async () => {
									await api.setMembers(segment.id, [profile.id], membership);
									onChange();
								},
								`${profileName(profile)} is ${membership === 'in' ? 'in it' : 'out of it'} now`,
							)
						}
					/>
				) : (
					<ImportList segmentId={segment.id} membership={membership} onChange={onChange} />
				)}
			</div>
			<div class="actions">
				<Button onClick={onClose}>Done</Button>
			</div>
		</Dialog>
	);
}

function ImportList(props: { segmentId: string; membership: MembershipWord; onChange: () => void }) {
	const [text, setText] = useState('');
	const [result, setResult] = useState<Result | null>(null);
	const people = readList(text);
	async function send() {
		let told: Result = { total: people.length, sent: 0, found: 0, changed: 0, unknown: [] };
		setResult(told);
		await attempt(async () => {
			for (let from = 0; from < people.length; from += atOnce) {
				const portion = people.slice(from, from + atOnce);
				const values = portion.map(({ value }) => value.slice(0, 500));
				const answer = await api.setMembers(props.segmentId, values, props.membership);
				const missing = answer.unknown.flatMap(({ position }) => portion[position] ?? []);
				told = {
					total: told.total,
					sent: told.sent + portion.length,
					found: told.found + answer.found,
					changed: told.changed + answer.changed,
					unknown: [...told.unknown, ...missing],
				};
				setResult(told);
			}
		});
		props.onChange();
	}
	return (
		<div class="stack">
			<Field
				label="One person a line, or a CSV file"
				hint="By userId, e-mail, anonymousId or profile id. A first line with the names of columns says which one counts."
			>
				<Area
					code
					rows={6}
					value={text}
					placeholder={'ada@shop.example\nu-1815'}
					onChange={(next) => {
						setText(next);
						setResult(null);
					}}
				/>
			</Field>
			<div class="row wrap apart">
				<input
					class="file"
					type="file"
					accept=".csv,.txt,text/csv,text/plain"
					aria-label="Choose a file"
					onChange={async (event) => {
						const file = event.currentTarget.files?.[0];
						if (!file) return;
						setText(await file.text());
						setResult(null);
					}}
				/>
				<Button kind="primary" disabled={people.length === 0} onClick={send}>
					{props.membership === 'in' ? 'Put in' : 'Take out'} {plural(people.length, 'person', 'people')}
				</Button>
			</div>
			{result && <Outcome result={result} />}
		</div>
	);
}

function Outcome({ result: { total, sent, found, changed, unknown } }: { result: Result }) {
	return (
		<div class="stack tight" aria-live="polite">
			{sent < total && <progress max={total} value={sent} aria-label="People sent" />}
			<p>
				{plural(found, 'line')} found somebody; {plural(changed, 'person', 'people')} changed.
				{unknown.length > 0 && ` ${plural(unknown.length, 'line')} found nobody:`}
			</p>
			{unknown.length > 0 && (
				<ul class="not-found" aria-label="Lines that found nobody">
					{unknown.slice(0, unknownShown).map(({ line, value }) => (
						<li key={line}>
							<span class="faint numeric">Line {line}</span> <code>{value || '(empty)'}</code>
						</li>
					))}
					{unknown.length > unknownShown && <li class="soft">and {unknown.length - unknownShown} more</li>}
				</ul>
			)}
		</div>
	);
}
