/** @jsxImportSource preact */
import { hydrate } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** What the server of the page rendered, and the browser takes over: it knows nothing of any edit. */
function App() {
	const [count, setCount] = useState(0);
	useEffect(() => {
		document.documentElement.dataset.hydrated = String(count);
	}, [count]);
	return (
		<main>
			<h1 class="title">Welcome</h1>
			<p id="lead" class={`lead n${count}`}>
				Clicked <b>{count}</b> times
			</p>
			<p class="ad">Buy now</p>
			<a id="cta" href="/old">
				Go
			</a>
			<button type="button" onClick={() => setCount(count + 1)}>
				More
			</button>
		</main>
	);
}

const root = document.getElementById('root');
if (root) hydrate(<App />, root);
