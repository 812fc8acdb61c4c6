import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { site } from '../layout/session.ts';
import type { PreviewWish } from '../shapes/experiences.ts';
import { siteUrl } from '../sites/site-url.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import { attempt } from '../ui/toast.tsx';

interface Props {
	readonly siteId: string;
	/** The page to begin with. */
	readonly url: string;
	/** What the preview shows of it. */
	readonly wish: Omit<PreviewWish, 'url' | 'hours'>;
	/** The page is chosen elsewhere. */
	readonly fixed?: boolean;
}

const lifetimes = [
	['1', 'an hour'],
	['24', 'a day'],
	['168', 'a week'],
] as const;

/** Makes a signed address that shows the page as it was asked for, to whoever has it, and counts nothing. */
export function PreviewLink({ siteId, url, wish, fixed = false }: Props) {
	const [page, setPage] = useState(url);
	const [hours, setHours] = useState<(typeof lifetimes)[number][0]>('1');
	const [made, setMade] = useState<{ readonly for: string; readonly address: string }>();
	const asked = { url: fixed ? url : page, ...wish, hours: Number(hours) };
	const key = JSON.stringify(asked);
	async function make() {
		await attempt(async () => setMade({ for: key, address: (await api.previewPage(siteId, asked)).url }));
	}
	return (
		<div class="stack tight">
			<div class="preview-link">
				{!fixed && (
					<Field label="Page">
						<Text type="url" mono value={page} onChange={setPage} placeholder="https://shop.example.com/" />
					</Field>
				)}
				<Field label="Holds for">
					<Select value={hours} onChange={setHours} options={lifetimes} />
				</Field>
				<Button icon="external" onClick={make} disabled={asked.url === ''}>
					Make a preview link
				</Button>
			</div>
			{made?.for === key && (
				<div class="row">
					<a class="truncate" href={made.address} target="_blank" rel="noreferrer">
						Open the preview
					</a>
					<CopyButton text={made.address} label="Copy the address" />
				</div>
			)}
		</div>
	);
}

/** The first page of the site, as far as it is known. */
export function firstPage(path = '/'): string {
	const hostname = site.value?.hostnames.find((name) => !name.includes('*'));
	if (hostname === undefined) return '';
	return new URL(/^\/[^*:]*$/.test(path) ? path : '/', siteUrl(hostname, location)).href;
}
