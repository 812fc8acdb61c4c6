import { api } from '../api.ts';
import type { Vocabulary } from '../shapes/vocabulary.ts';

const freshMs = 60_000;
let held: { readonly vocabulary: Promise<Vocabulary>; readonly at: number } | null = null;

/** What conditions can ask about. Every shard is asked for it, so the builders of one page share the answer for a minute. */
export function loadVocabulary(): Promise<Vocabulary> {
	if (held && Date.now() - held.at < freshMs) return held.vocabulary;
	const vocabulary = api.vocabulary();
	const asked = { vocabulary, at: Date.now() };
	held = asked;
	vocabulary.catch(() => {
		if (held === asked) held = null;
	});
	return vocabulary;
}
