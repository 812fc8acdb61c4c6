/** What a page may have beside us. */
interface Navigator {
	/** https://w3c.github.io/gpc/ */
	readonly globalPrivacyControl?: boolean;
}

interface Document {
	/** Absent in browsers that render nothing ahead. */
	readonly prerendering?: boolean;
}

interface Window {
	dataLayer?: unknown[];
	/** Absent in older browsers. */
	readonly Temporal?: { readonly Now: { timeZoneId(): string } };
	/** Absent in older browsers. */
	readonly navigation?: EventTarget;
	readonly __tcfapi?: (command: 'addEventListener', version: 2, listener: TcfListener) => void;
}

type TcfListener = (data: {
	readonly gdprApplies?: boolean;
	readonly eventStatus?: string;
	readonly purpose?: { readonly consents?: Readonly<Record<number, boolean>> };
}) => void;
