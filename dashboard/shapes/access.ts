export interface Me {
	readonly user: {
		readonly id: string;
		readonly name: string;
		readonly email: string;
		readonly role: 'owner' | 'editor' | 'viewer';
	};
	readonly workspace: { readonly name: string };
}
