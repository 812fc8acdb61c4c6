/** Style sheets as text: the panel adopts them, because a page's content security policy may forbid `<style>`. */
declare module '*.css?inline' {
	const css: string;
	export default css;
}
declare module '*.css';
