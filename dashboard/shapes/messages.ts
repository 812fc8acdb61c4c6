export interface Message {
	readonly id: string;
	readonly name: string;
	readonly channel: 'email';
	readonly subject: string;
	readonly html: string;
	readonly text: string;
	readonly from: string;
	readonly purpose: 'marketing' | 'transactional';
}

export interface Mail {
	readonly id: string;
	readonly to: string;
	readonly from: string;
	readonly subject: string;
	readonly html: string;
	readonly text: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly at: string;
	readonly profileId: string | null;
	readonly messageId: string | null;
}

export type EmailProvider =
	| { readonly kind: 'mailbox' }
	| {
			readonly kind: 'smtp';
			readonly host: string;
			readonly port: number;
			readonly secure: boolean;
			readonly username: string;
			/** Written, never read back; left out it stays as it was, as long as host and user name do. */
			readonly password?: string;
			/** Answered in the password's place. */
			readonly hasPassword?: boolean;
			readonly from: string;
	  };
