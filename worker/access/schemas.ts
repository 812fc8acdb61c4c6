import * as v from 'valibot';

const Email = v.pipe(
	v.string(),
	v.trim(),
	v.toLowerCase(),
	v.maxLength(254),
	v.email('This is not an e-mail address.'),
);

/** The first owner, and the token that shows who may make them. */
export const SetUp = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1, 'Give a name.'), v.maxLength(100)),
	email: Email,
	password: v.pipe(v.string(), v.minLength(8, 'A password has at least 8 characters.'), v.maxLength(256)),
	token: v.string(),
});

export const Me = v.object({
	user: v.object({
		id: v.string(),
		name: v.string(),
		email: v.string(),
		role: v.picklist(['owner', 'editor', 'viewer']),
	}),
	workspace: v.object({ name: v.string() }),
});
