import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** Whether a text has another in it, whatever the case of ASCII letters. As LIKE does, which D1 refuses for more than 50 bytes. */
export function contains(text: SQLWrapper, part: string): SQL {
	return sql`instr(lower(${text}), lower(${part})) > 0`;
}
