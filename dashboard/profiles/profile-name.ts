interface Named {
	readonly id: string;
	readonly name: string | null;
	readonly email: string | null;
	readonly userId: string | null;
}

/** What to call a person: the best that is known, else the end of the id, which differs between visitors. */
export function profileName({ id, name, email, userId }: Named): string {
	return name || email || userId || `Visitor ${id.slice(-6)}`;
}
