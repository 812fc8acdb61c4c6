import type { Site } from '../shapes/sites.ts';

/**
 * The whole install: one script tag. `workspace` is the Worker's own origin; a site that the Worker stands in front of
 * serves the tag itself, which tells the tag that its pages come decided.
 */
export function installSnippet(
	workspace: string,
	{ writeKey, consentMode, beforeConsent, origin }: Pick<Site, 'writeKey' | 'consentMode' | 'beforeConsent' | 'origin'>,
): string {
	const source = `${origin === null ? workspace : ''}/_ew/ew.js`;
	const waiting = beforeConsent === 'cookieless' ? 'cookieless' : 'required';
	const consent = consentMode === 'required' ? ` data-consent="${waiting}"` : '';
	return `<script async src="${source}" data-key="${escapeAttribute(writeKey)}"${consent}></script>`;
}

function escapeAttribute(value: string): string {
	return value.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
