/** The dashboard's table of contents: each route and the screen that answers it. Screens are loaded when they are first opened. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/ui.css';
import './layout/layout.css';
import { guardNavigation } from './layout/guard.ts';
import { NotFound } from './layout/not-found.tsx';
import { screen } from './layout/screen.tsx';
import { Shell } from './layout/shell.tsx';
import './layout/theme.ts';
import { Questions } from './ui/dialog.tsx';
import { Toasts } from './ui/toast.tsx';

const SignIn = screen(() => import('./access/sign-in-screen.tsx'));
const Device = screen(() => import('./access/device-screen.tsx'));
const Live = screen(() => import('./live/live-screen.tsx'));
const Traffic = screen(() => import('./traffic/traffic-screen.tsx'));
const Profiles = screen(() => import('./profiles/profiles-screen.tsx'));
const Profile = screen(() => import('./profiles/profile-screen.tsx'));
const Duplicates = screen(() => import('./duplicates/duplicates-screen.tsx'));
const Duplicate = screen(() => import('./duplicates/duplicate-screen.tsx'));
const Accounts = screen(() => import('./accounts/accounts-screen.tsx'));
const Account = screen(() => import('./accounts/account-screen.tsx'));
const Segments = screen(() => import('./segments/segments-screen.tsx'));
const Segment = screen(() => import('./segments/segment-screen.tsx'));
const ComputedTraits = screen(() => import('./computed/computed-traits-screen.tsx'));
const ComputedTrait = screen(() => import('./computed/computed-trait-screen.tsx'));
const Experiences = screen(() => import('./experiences/experiences-screen.tsx'));
const Experience = screen(() => import('./experiences/experience-screen.tsx'));
const Results = screen(() => import('./results/results-screen.tsx'));
const Goals = screen(() => import('./goals/goals-screen.tsx'));
const Goal = screen(() => import('./goals/goal-screen.tsx'));
const Simulator = screen(() => import('./experiences/simulator-screen.tsx'));
const Journeys = screen(() => import('./journeys/journeys-screen.tsx'));
const Journey = screen(() => import('./journeys/journey-screen.tsx'));
const Messages = screen(() => import('./messages/messages-screen.tsx'));
const Message = screen(() => import('./messages/message-screen.tsx'));
const Mailbox = screen(() => import('./messages/mailbox-screen.tsx'));
const Health = screen(() => import('./health/health-screen.tsx'));
const Plan = screen(() => import('./plan/plan-screen.tsx'));
const Imports = screen(() => import('./imports/imports-screen.tsx'));
const Import = screen(() => import('./imports/import-screen.tsx'));
const Enrichments = screen(() => import('./enrichment/enrichments-screen.tsx'));
const Enrichment = screen(() => import('./enrichment/enrichment-screen.tsx'));
const Webhooks = screen(() => import('./webhooks/webhooks-screen.tsx'));
const Webhook = screen(() => import('./webhooks/webhook-screen.tsx'));
const Settings = screen(() => import('./sites/settings-screen.tsx'));

const loading = signal(false);
function setLoading(now: boolean) {
	loading.value = now;
}

function Progress() {
	return loading.value ? <div class="progress" /> : null;
}

/** `new` in place of an id opens the same screen on a draft. */
function Screens() {
	return (
		<Shell>
			<ErrorBoundary>
				<Router onLoadStart={() => setLoading(true)} onLoadEnd={() => setLoading(false)}>
					<Route path="/" component={Live} />
					<Route path="/traffic" component={Traffic} />
					<Route path="/profiles" component={Profiles} />
					<Route path="/profiles/:id" component={Profile} />
					<Route path="/duplicates" component={Duplicates} />
					<Route path="/duplicates/:id" component={Duplicate} />
					<Route path="/accounts" component={Accounts} />
					<Route path="/accounts/:id" component={Account} />
					<Route path="/segments" component={Segments} />
					<Route path="/segments/:id" component={Segment} />
					<Route path="/computed" component={ComputedTraits} />
					<Route path="/computed/:id" component={ComputedTrait} />
					<Route path="/experiences" component={Experiences} />
					<Route path="/experiences/:id" component={Experience} />
					<Route path="/experiences/:id/results" component={Results} />
					<Route path="/goals" component={Goals} />
					<Route path="/goals/:id" component={Goal} />
					<Route path="/simulator" component={Simulator} />
					<Route path="/journeys" component={Journeys} />
					<Route path="/journeys/:id" component={Journey} />
					<Route path="/messages" component={Messages} />
					<Route path="/messages/:id" component={Message} />
					<Route path="/mailbox/:id?" component={Mailbox} />
					<Route path="/health" component={Health} />
					<Route path="/plan" component={Plan} />
					<Route path="/imports" component={Imports} />
					<Route path="/imports/:id" component={Import} />
					<Route path="/enrichment" component={Enrichments} />
					<Route path="/enrichment/:id" component={Enrichment} />
					<Route path="/webhooks" component={Webhooks} />
					<Route path="/webhooks/:id" component={Webhook} />
					<Route path="/settings/:part?/:id?" component={Settings} />
					<Route default component={NotFound} />
				</Router>
			</ErrorBoundary>
		</Shell>
	);
}

/** Two screens stand alone, without the frame of those who are signed in. */
function Place() {
	const { path } = useLocation();
	if (path === '/sign-in') return <SignIn />;
	if (path === '/device') return <Device />;
	return <Screens />;
}

function App() {
	return (
		<LocationProvider>
			<ErrorBoundary>
				<Place />
			</ErrorBoundary>
			<Progress />
			<Questions />
			<Toasts />
		</LocationProvider>
	);
}

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
guardNavigation();
render(<App />, root);
