import { describe, expect, test } from 'vitest';
import { endpointComplaint, isOwnMachine } from './endpoint-complaint.ts';

const inner = 'The address leads into a private network.';
const notHttps = 'The address must begin with https://.';

describe('an endpoint’s address', () => {
	test.each([
		'https://api.example.com/people?x=1',
		'https://8.8.8.8/',
		'https://[2606:4700::1111]/',
		'https://api.example.com:8443/',
	])('%s may be called', (url) => {
		expect(endpointComplaint(url, false)).toBeNull();
	});

	test.each([
		'https://10.0.0.1/',
		'https://172.31.255.255/',
		'https://192.168.1.1/',
		'https://169.254.169.254/latest/meta-data/',
		'https://100.64.0.1/',
		'https://127.0.0.1/',
		'https://0x7f000001/',
		'https://2130706433/',
		'https://0177.0.0.1/',
		'https://0.0.0.0/',
		'https://255.255.255.255/',
		'https://[::1]/',
		'https://[::]/',
		'https://[fe80::1]/',
		'https://[fd12::1]/',
		'https://[::ffff:10.0.0.1]/',
		'https://[64:ff9b::a00:1]/',
		'https://[2002:a00:1::]/',
		'https://localhost/',
		'https://LOCALHOST./',
		'https://db.internal/',
		'https://printer.local/',
		'https://intranet/',
		'https://router.home.arpa/',
	])('%s leads inside', (url) => {
		expect(endpointComplaint(url, false)).toBe(inner);
	});

	test.each([
		'http://api.example.com/',
		'ftp://api.example.com/',
		'http://localhost:3000/',
		'javascript:alert(1)',
		'file:///etc/passwd',
	])('%s is not https', (url) => {
		expect(endpointComplaint(url, false)).toBe(notHttps);
	});

	test('has no name and password in it, and is one', () => {
		expect(endpointComplaint('https://a:b@api.example.com/', false)).toMatch(/use a header/);
		expect(endpointComplaint('api.example.com', false)).toBe('This is no web address.');
	});

	test('may be on loopback on one’s own machine, and nowhere else inside', () => {
		expect(endpointComplaint('http://localhost:3000/', true)).toBeNull();
		expect(endpointComplaint('http://127.0.0.1:3000/', true)).toBeNull();
		expect(endpointComplaint('https://[::1]/', true)).toBeNull();
		expect(endpointComplaint('https://10.0.0.1/', true)).toBe(inner);
		expect(endpointComplaint('http://api.example.com/', true)).toBe(notHttps);
		expect(endpointComplaint('ftp://localhost/', true)).toBe(notHttps);
	});

	test('knows one’s own machine', () => {
		expect(isOwnMachine({ CLIENT_ADDRESS: 'socket' })).toBe(true);
		expect(isOwnMachine({ PUBLIC_URL: 'http://localhost:8787' })).toBe(true);
		expect(isOwnMachine({ PUBLIC_URL: 'https://edgewise.example.com' })).toBe(false);
		expect(isOwnMachine({ CLIENT_ADDRESS: 'proxy' })).toBe(false);
		expect(isOwnMachine({})).toBe(false);
	});
});
