import { api } from '../api.ts';
import { JsonBox } from '../condition-builder/json-box.tsx';
import { profileName } from '../profiles/profile-name.ts';
import { PersonSearch } from '../segments/person-search.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field, Segmented, Select, Text } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';
import type { Simulated } from './simulated.ts';

interface Props {
	readonly value: Simulated;
	readonly onChange: (part: Partial<Simulated>) => void;
	readonly timeZone: string;
}

/** Who visits which page, when and with what. */
export function SimulatorForm({ value, onChange, timeZone }: Props) {
	const isPage = value.url === '' || URL.canParse(value.url);
	return (
		<Card title="The visit">
			<div class="stack loose">
				<Segmented
					label="Decide with"
					value={value.drafts ? 'drafts' : 'live'}
					onChange={(which) => onChange({ drafts: which === 'drafts' })}
					options={[
						['drafts', 'The drafts'],
						['live', 'What is published'],
					]}
				/>
				<Field
					label="Page"
					hint="Empty for code that is on no page."
					{...(!isPage && { problem: 'This is no address yet.' })}
				>
					<Text type="url" mono value={value.url} onChange={(url) => onChange({ url })} />
				</Field>
				<Person value={value} onChange={onChange} />
				<Segments value={value} onChange={onChange} />
				<div class="edit-grid wide">
					<Field label="Moment" hint={`By the clocks of ${timeZone.replaceAll('_', ' ')}. Empty for now.`}>
						<Text type="datetime-local" value={value.at} onChange={(at) => onChange({ at })} />
					</Field>
					<Field label="Device">
						<Select
							value={value.device}
							onChange={(device) => onChange({ device })}
							options={[
								['any', 'This browser’s'],
								['desktop', 'Desktop'],
								['mobile', 'Mobile'],
								['tablet', 'Tablet'],
							]}
						/>
					</Field>
				</div>
				<Field label="Came from">
					<Text
						type="url"
						mono
						value={value.referrer}
						onChange={(referrer) => onChange({ referrer })}
						placeholder="https://search.example/"
					/>
				</Field>
				<Field label="Cookies">
					<Text
						mono
						value={value.cookies}
						onChange={(cookies) => onChange({ cookies })}
						placeholder="seen=1; plan=pro"
					/>
				</Field>
				<div class="field">
					<span class="label">Other attributes</span>
					<JsonBox
						label="Other attributes as JSON"
						value={value.attributes}
						onChange={(json) => isObject(json) && onChange({ attributes: json })}
						note={'Over what is known: { "traits": { "plan": "pro" } }'}
					/>
				</div>
			</div>
		</Card>
	);
}

function Person({ value: { person }, onChange }: Pick<Props, 'value' | 'onChange'>) {
	if (!person)
		return (
			<div class="stack tight">
				<PersonSearch
					label="Person"
					onPick={(picked) => onChange({ person: { id: picked.id, name: profileName(picked) } })}
				/>
				<div class="row apart">
					<span class="soft small">Somebody new, whom nobody knows.</span>
					<Button small onClick={() => onChange({ newId: crypto.randomUUID() })}>
						Another new one
					</Button>
				</div>
			</div>
		);
	return (
		<div class="field">
			<span class="label">Person</span>
			<div class="row apart">
				<a class="truncate" href={`/profiles/${encodeURIComponent(person.id)}`}>
					{person.name}
				</a>
				<Button small icon="close" onClick={() => onChange({ person: null })}>
					Somebody new
				</Button>
			</div>
		</div>
	);
}

function Segments({ value: { segments }, onChange }: Pick<Props, 'value' | 'onChange'>) {
	const known = useLoad('segments', api.segments).data?.items ?? [];
	const set = (id: string, isIn: boolean) => {
		const rest = (segments ?? []).filter((other) => other !== id);
		onChange({ segments: isIn ? [...rest, id] : rest });
	};
	return (
		<fieldset class="field">
			<legend class="label">Segments</legend>
			<label class="check">
				<input
					type="checkbox"
					checked={segments === null}
					onChange={(event) => onChange({ segments: event.currentTarget.checked ? null : [] })}
				/>
				Those that the person is in
			</label>
			{segments !== null && (
				<div class="segment-checks">
					{known.map(({ id, name }) => (
						<label key={id} class="check">
							<input
								type="checkbox"
								checked={segments.includes(id)}
								onChange={(event) => set(id, event.currentTarget.checked)}
							/>
							<span class="wrap-anywhere">{name}</span>
						</label>
					))}
					{known.length === 0 && <span class="soft small">There are no segments yet.</span>}
				</div>
			)}
		</fieldset>
	);
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}
