/** One e-mail to one person, ready to go. Every value is one line but `html` and `text`. */
export interface Email {
	/** `shop@example.com` or `The Shop <shop@example.com>`. */
	readonly from: string;
	/** An address without name. */
	readonly to: string;
	readonly subject: string;
	readonly html: string;
	/** Empty when the message has no plain text. */
	readonly text: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly profileId: string;
	readonly messageId: string;
}

/**
 * Sends an e-mail, or throws `ProviderError`. `key` is the delivery's id, the same for every try: a provider that can,
 * sends one e-mail a key.
 */
export type SendEmail = (email: Email, key: string) => Promise<void>;

/** What became of a try: it may work later, it never will, or nobody knows whether the e-mail went out. */
export type Trouble = 'temporary' | 'permanent' | 'unknown';

/** The provider did not take an e-mail, or did not say. */
export class ProviderError extends Error {
	override readonly name = 'ProviderError';
	readonly trouble: Trouble;

	constructor(trouble: Trouble, message: string, options?: ErrorOptions) {
		super(message, options);
		this.trouble = trouble;
	}
}
