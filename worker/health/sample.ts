import { isBag } from '../../core/event/index.ts';
import { maskValue, maskWords } from './mask.ts';

const sampleMax = 800;

/** An event as it came, or one that was read: all that a sample looks at. */
type Sampled = Readonly<Record<string, unknown>>;

/**
 * How an event looked, as short JSON, for whoever mends its sender: call, name, library, page, and the shape of its properties.
 * Letters and digits that a person may have entered are masked (`"12,50"` is shown as `"99,99"`), traits are left out altogether:
 * samples stand outside of people's profiles, where no erasure would find them.
 */
export function sampleOf(item: unknown): string | null {
	if (!isBag(item)) return null;
	const context = isBag(item.context) ? item.context : {};
	const sample = {
		...line('type', item.type, 20),
		...line('event', item.event, 100),
		...libraryOf(context.library),
		...pageOf(item, context),
		...shapesOf(item.properties),
	};
	const json = JSON.stringify(sample);
	return json.length <= sampleMax ? json : JSON.stringify({ ...sample, properties: undefined });
}

function line(key: string, value: unknown, max: number): Sampled {
	return typeof value === 'string' ? { [key]: value.slice(0, max).toWellFormed() } : {};
}

function libraryOf(library: unknown): Sampled {
	if (!isBag(library)) return {};
	const said = [library.name, library.version].filter((part) => typeof part === 'string').join(' ');
	return said === '' ? {} : { library: said.slice(0, 60).toWellFormed() };
}

/** Host and path of the page, without its query; what looks like somebody's in the path is masked. */
function pageOf(item: Sampled, context: Sampled): Sampled {
	const properties = isBag(item.properties) ? item.properties : {};
	const page = isBag(context.page) ? context.page : {};
	const url = [properties.url, page.url].find((one) => typeof one === 'string');
	if (typeof url !== 'string' || !URL.canParse(url)) return {};
	const { host, pathname } = new URL(url);
	return { page: `${host}${maskWords(pathname)}`.slice(0, 120) };
}

const propertiesMax = 12;

function shapesOf(properties: unknown): Sampled {
	if (!isBag(properties)) return properties === undefined ? {} : { properties: maskValue(properties) };
	const entries = Object.entries(properties).slice(0, propertiesMax);
	return {
		properties: Object.fromEntries(entries.map(([key, value]) => [key.slice(0, 60).toWellFormed(), maskValue(value)])),
	};
}
