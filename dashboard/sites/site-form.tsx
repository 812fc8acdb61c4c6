import type { Site } from '../shapes/sites.ts';
import { Area, Field, Select, Text } from '../ui/field.tsx';
import { zoneOptions } from '../ui/time-zones.ts';

export type SiteSettings = Pick<
	Site,
	'name' | 'hostnames' | 'allowedOrigins' | 'origin' | 'consentMode' | 'publicWord' | 'beforeConsent' | 'timeZone'
>;

export const emptySite: SiteSettings = {
	name: '',
	hostnames: [],
	allowedOrigins: [],
	origin: null,
	consentMode: 'implied',
	publicWord: 'claims',
	beforeConsent: 'nothing',
	timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};

export function siteSettings(site: Site): SiteSettings {
	const { name, hostnames, allowedOrigins, origin, consentMode, publicWord, beforeConsent, timeZone } = site;
	return { name, hostnames, allowedOrigins, origin, consentMode, publicWord, beforeConsent, timeZone };
}

/** Drops blank lines and surrounding spaces, which are only there while typing. */
export function tidySite(site: SiteSettings): SiteSettings {
	return {
		...site,
		name: site.name.trim(),
		hostnames: filled(site.hostnames),
		allowedOrigins: filled(site.allowedOrigins),
		origin: site.origin?.trim() || null,
	};
}

/** What a site is and which pages may speak for it. */
export function SiteForm({ value, change }: { value: SiteSettings; change: (part: Partial<SiteSettings>) => void }) {
	return (
		<div class="stack loose">
			<Field label="Name">
				<Text value={value.name} onChange={(name) => change({ name })} placeholder="Our shop" required />
			</Field>
			<Field
				label="Hostnames"
				hint="The site’s own hosts, one a line. The Worker answers for those that lead to it; visitors stay who they are on links between them."
			>
				<Area
					code
					rows={3}
					value={value.hostnames.join('\n')}
					onChange={(text) => change({ hostnames: lines(text) })}
					placeholder="shop.example.com"
				/>
			</Field>
			<Field label="Origin server" hint="Where the pages really come from, when the Worker stands in front of them.">
				<Text
					mono
					type="url"
					value={value.origin ?? ''}
					onChange={(origin) => change({ origin: origin === '' ? null : origin })}
					placeholder="https://origin.example.com"
				/>
			</Field>
			<Field
				label="Allowed origins"
				hint="Other websites whose pages may send events with this site’s key, one a line. Its own hostnames always may."
			>
				<Area
					code
					rows={3}
					value={value.allowedOrigins.join('\n')}
					onChange={(text) => change({ allowedOrigins: lines(text) })}
					placeholder="https://www.example.com"
				/>
			</Field>
			<Field
				label="Before a visitor says anything"
				hint={
					value.consentMode === 'required'
						? 'Nothing is stored and nothing is personalised until they agree.'
						: 'Analytics and personalisation run until they refuse. Global Privacy Control and Do Not Track count as a refusal.'
				}
			>
				<Select
					value={value.consentMode}
					onChange={(consentMode) => change({ consentMode })}
					options={[
						['required', 'Consent is required'],
						['implied', 'Consent is implied'],
					]}
				/>
			</Field>
			<Field
				label="When a browser says who somebody is"
				hint={
					value.publicWord === 'claims'
						? 'It stays with that browser: only your servers, with the secret key, find people by userId and overwrite what is known.'
						: 'It is believed, so anybody who guesses a userId can write to that person. Only for ids that nobody can guess.'
				}
			>
				<Select
					value={value.publicWord}
					onChange={(publicWord) => change({ publicWord })}
					options={[
						['claims', 'It is a claim'],
						['counts', 'It counts like a server’s word'],
					]}
				/>
			</Field>
			{value.consentMode === 'required' && (
				<Field
					label="Visits until they answer"
					hint={
						value.beforeConsent === 'cookieless'
							? 'Page views and visitors are counted with no cookie, no identifier and no profile; who says no is not counted. The tag changes with this: copy it again.'
							: 'Visits of people who have not answered are not seen at all.'
					}
				>
					<Select
						value={value.beforeConsent}
						onChange={(beforeConsent) => change({ beforeConsent })}
						options={[
							['nothing', 'Are not counted'],
							['cookieless', 'Are counted, without cookies'],
						]}
					/>
				</Field>
			)}
			<Field
				label="Time zone"
				hint="When “today” begins for people whose own time zone is unknown. Pages hear of a change with the next release."
			>
				<Select
					value={value.timeZone}
					onChange={(timeZone) => change({ timeZone })}
					options={zoneOptions(value.timeZone)}
				/>
			</Field>
		</div>
	);
}

function lines(text: string): string[] {
	return text === '' ? [] : text.split('\n');
}

function filled(items: readonly string[]): string[] {
	return items.map((item) => item.trim()).filter(Boolean);
}
