import * as v from 'valibot';

/** The id that a program may choose for what it makes, so that it can find it again. */
export const ChosenId = v.optional(
	v.pipe(
		v.string(),
		v.regex(/^[a-z0-9_-]{1,40}$/, 'An id is 1 to 40 of a-z, 0-9, "_" and "-".'),
		v.check((id) => !(id in {}), 'Programs give this word a meaning of its own: choose another id.'),
	),
);

/** What people call a thing. */
export const Name = v.pipe(v.string(), v.trim(), v.minLength(1, 'Give it a name.'), v.maxLength(200));
