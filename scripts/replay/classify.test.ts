import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classify } from './classify.ts';
import { parseLine } from './parse-line.ts';
import { line } from './testing/line.ts';

const ask = { ip: '', at: new Date(0), method: 'GET', target: '/', status: 200, referrer: '', userAgent: '' };

test.each([
	['/', 'page'],
	['/blog/', 'page'],
	['/blog/tags/jquery%20mobile', 'page'],
	['/articles/index.HTML?page=2', 'page'],
	['/projects/xdotool/xdotool.xhtml', 'page'],
	['/releases/2.3', 'page'],
	['/view.php?id=3', 'page'],
	['/?utm_source=feedburner&utm_medium=feed', 'page'],
	['/page?file=a.png', 'page'],
	['/a.png', 'asset'],
	['/style2.css?v=3', 'asset'],
	['/files/logstash-1.3.jar', 'asset'],
	['/files/source.tar.gz', 'asset'],
	['/favicon.ico', 'asset'],
	['/robots.txt', 'feed'],
	['/sitemap.xml', 'feed'],
	['/blog/feed/', 'feed'],
	['/index.rdf', 'feed'],
	['/?flav=rss20', 'feed'],
	['/blog/tags/puppet?flav=atom', 'feed'],
])('%s is a %s', (target, kind) => {
	expect(classify({ ...ask, target })).toBe(kind);
});

test.each([
	['GET', 304, 'page'],
	['GET', 206, 'page'],
	['GET', 301, 'error'],
	['GET', 404, 'error'],
	['GET', 500, 'error'],
	['HEAD', 200, 'method'],
	['POST', 200, 'method'],
])('%s with %d is a %s', (method, status, kind) => {
	expect(classify({ ...ask, method, status })).toBe(kind);
});

test('every line that can be read has a kind', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary-ascii' }), (path) => {
			const read = parseLine(line({ request: `GET /${path} HTTP/1.1` }));
			if (read) expect(['page', 'asset', 'feed']).toContain(classify(read));
		}),
	);
});
