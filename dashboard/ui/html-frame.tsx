/**
 * Somebody's HTML (an e-mail) in a frame that runs no script, submits no form, opens nothing and has no origin.
 * The empty sandbox is what makes it safe; keep it empty.
 */
export function HtmlFrame({ html, title, height }: { html: string; title: string; height?: number }) {
	return <iframe class="html-frame" sandbox="" srcdoc={html} title={title} height={height ?? 560} loading="lazy" />;
}
