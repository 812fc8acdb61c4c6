import * as v from 'valibot';

/** What a teammate says of a person or an account. */
export const TraitsBody = v.object({
	traits: v.pipe(
		v.record(v.string(), v.unknown()),
		v.check((traits) => Object.keys(traits).length > 0, 'Say at least one trait.'),
		v.check((traits) => Object.keys(traits).every((key) => key.trim() !== ''), 'A trait has a name.'),
		v.description('What others there are stays. Null takes a trait’s value back.'),
	),
});
