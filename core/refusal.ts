/**
 * What a caller can mend: thrown where it is found, rendered once at the edge of the system.
 * `code` is stable and for programs, `message` and `hint` are for people, `path` points into the input.
 */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly code: string;
	readonly status: number;
	readonly hint: string | undefined;
	readonly path: string | undefined;

	constructor(code: string, message: string, options: { status?: number; hint?: string; path?: string } = {}) {
		super(message);
		this.code = code;
		this.status = options.status ?? 400;
		this.hint = options.hint;
		this.path = options.path;
	}

	toJSON(): { code: string; message: string; hint?: string; path?: string } {
		return {
			code: this.code,
			message: this.message,
			...(this.hint !== undefined && { hint: this.hint }),
			...(this.path !== undefined && { path: this.path }),
		};
	}
}
