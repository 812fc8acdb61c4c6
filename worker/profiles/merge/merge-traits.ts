import { fold, nothingTouched } from '../fold.ts';
import { newProfile, type Profile, rankOf, type TraitValue } from '../profile.ts';
import type { Said } from '../stored-event.ts';

type Traits = Profile['traits'];

/**
 * Two profiles' traits as one person's: of each trait the newest word stands, and a server's over any browser's, as when
 * events are folded. What a trait was before is read off what was said, of both, in the order of time.
 * @param identifies everything that was said in traits
 */
export function mergeTraits(one: Traits, other: Traits, identifies: readonly Said[]): Traits {
	const replayed = replay(identifies);
	const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
	return Object.fromEntries(
		keys.flatMap((key) => {
			const standing = weightier(own(one, key), own(other, key));
			const again = own(replayed, key);
			return standing ? [[key, again && isSameWord(again, standing) ? again : standing]] : [];
		}),
	);
}

function own(traits: Traits, key: string): TraitValue | undefined {
	return Object.hasOwn(traits, key) ? traits[key] : undefined;
}

/** Of two words of one moment the choice must not depend on who is merged into whom. */
function weightier(one: TraitValue | undefined, other: TraitValue | undefined): TraitValue | undefined {
	if (!one || !other) return one ?? other;
	const rank = rankOf(one.source) - rankOf(other.source);
	if (rank !== 0) return rank > 0 ? one : other;
	if (one.at !== other.at) return one.at > other.at ? one : other;
	return textOf(one) >= textOf(other) ? one : other;
}

function textOf(trait: TraitValue): string {
	return JSON.stringify([trait.value, trait.source, trait.since ?? null, trait.earlier ?? []]);
}

function isSameWord(a: TraitValue, b: TraitValue): boolean {
	return a.at === b.at && a.source === b.source && JSON.stringify(a.value) === JSON.stringify(b.value);
}

/** Each trait's words in the order of time, folded anew; of one moment, in the order in which one outweighs the other. */
function replay(identifies: readonly Said[]): Traits {
	const words = identifies.flatMap((said) =>
		Object.entries(said.event.traits ?? {}).map(([key, value]) => ({
			said: { ...said, event: { ...said.event, traits: { [key]: value } } },
			text: JSON.stringify([value, said.source]),
		})),
	);
	const inTime = words.sort((a, b) => a.said.event.timestamp - b.said.event.timestamp || (a.text < b.text ? -1 : 1));
	let profile = newProfile('', 0);
	for (const { said } of inTime) {
		if (said.source !== 'edgewise') profile = fold(profile, said.event, said.source, nothingTouched());
	}
	return profile.traits;
}
