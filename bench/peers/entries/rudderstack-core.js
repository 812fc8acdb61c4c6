import { RudderAnalytics } from '@rudderstack/analytics-js';

window.RudderAnalytics = RudderAnalytics;
