import * as v from 'valibot';

const Bare = v.pipe(v.string(), v.maxLength(254), v.email());

/** `ada@shop.example` or `The Shop <ada@shop.example>`, on one line (RFC 5322's mailbox, without its oddities). */
export const Address = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(320),
	v.check(isAddress, 'Write an address like "shop@example.com" or "The Shop <shop@example.com>".'),
);

function isAddress(text: string): boolean {
	const named = /^[^<>"\p{Cc}]*<([^<>\s]+)>$/u.exec(text);
	return v.is(Bare, named?.[1] ?? text);
}
