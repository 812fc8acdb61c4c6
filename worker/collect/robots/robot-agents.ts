/** Why an event is no person's. */
export type RobotReason = 'crawler' | 'scanner' | 'preview' | 'monitor' | 'automation' | 'tool' | 'prefetch';

/**
 * What robots call themselves, the first that matches tells the reason. Whatever else isbot knows is a crawler.
 * `cases.json` beside this holds what each must and must not catch; add a name there first.
 */
export const robotAgents: readonly (readonly [RobotReason, RegExp])[] = [
	[
		'scanner',
		/barracuda|proofpoint|mimecast|fireeye|symantec|forcepoint|ironport|trend ?micro|sophos|messagelabs|google-safety|safelinks|urlscan|virustotal|netcraft|censys|expanse|nuclei|nikto|sqlmap|zgrab|acunetix|nessus|qualys|detectify|wpscan/i,
	],
	[
		'preview',
		/^whatsapp\/|^viber\/|facebookexternalhit|facebookcatalog|telegrambot|twitterbot|slackbot|slack-imgproxy|discordbot|linkedinbot|skypeuripreview|microsoftpreview|mattermost-bot|iframely|embedly|redditbot|vkshare|bitlybot|googleimageproxy|yahoomailproxy|\bms-?office\b/i,
	],
	[
		'monitor',
		/uptime|pingdom|statuscake|site24x7|better ?stack|newrelic(pinger|synthetics)|datadog ?synthetics|checkly|gtmetrix|chrome-lighthouse|pagespeed|\bptst\/|webpagetest|hetrixtools|freshping|zabbix|catchpoint|ruxitsynthetic|cloudwatchsynthetics|nodeping|updown\.io|montastic|nagios|check_http|speedcurve|sitespeed|kube-probe|googlehc|elb-healthchecker|blackbox.exporter/i,
	],
	[
		'automation',
		/headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|cypress|htmlunit|jsdom|happydom|testcafe|browserless/i,
	],
];

/** Programs' own names, where isbot says that it is no browser. */
export const toolAgent =
	/^(curl|wget|httpie|libwww|lwp|python|aiohttp|httpx|scrapy|go-http|java|okhttp|apache-httpclient|axios|node|undici|got|deno|bun|ruby|faraday|perl|php|guzzle|postman|insomnia|dart|rest-client)/i;
