import 'vitest';

declare module 'vitest' {
	interface ProvidedContext {
		/** Where tests in workerd find an owner's endpoint. */
		endpointUrl: string;
	}
}
