import { type Html, html, nothing } from "../visit/Html.ts"
import type { Shown, Visit } from "../visit/Visit.ts"
import { tokenField } from "./tokenField.ts"

/** Whoever looks, as far as a page says so around what is shown. */
type Visitor = Pick<Visit, "principal" | "path" | "theme" | "formToken">

/** A whole page around what is shown. */
export const layout = ({ title, main, isEmbedded = false }: Shown, visit: Visitor): Html => html`<!doctype html>
<html lang="en"${visit.theme === undefined ? nothing : html` data-theme="${visit.theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Laurel</title>
<link rel="icon" href="/assets/laurel.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/page.css">
<script type="module" src="/assets/page.js"></script>
</head>
${isEmbedded ? html`<body class="embedded"><main id="main">${main}</main></body>` : whole(main, visit)}
</html>`

const whole = (main: Html, visit: Visitor): Html => html`<body>
<a class="skip" href="#main">Skip to content</a>
<header class="site">
<a class="home" href="/"><img src="/assets/laurel.svg" alt="" width="28" height="28">Laurel</a>
<nav aria-label="Site"><a href="/">Challenges</a><a href="/docs">API</a>${account(visit)}</nav>
<form class="theme" method="post" action="/theme">
<input type="hidden" name="back" value="${visit.path}">
<button class="to-dark" name="theme" value="dark">Dark</button><button class="to-light" name="theme" value="light">Light</button>
</form>
</header>
<main id="main" tabindex="-1">${main}</main>
<footer class="site"><p>Scores explain themselves, and every plan has a hash that anybody can check.</p></footer>
</body>`

const account = (visit: Visitor): Html =>
  visit.principal._tag === "Anonymous"
    ? html`<a href="/sign-in?back=${encodeURIComponent(visit.path)}">Sign in</a>`
    : html`<form class="account" method="post" action="/sign-out">${tokenField(visit)}<span>Signed in as <strong>${visit.principal.id}</strong></span> <button>Sign out</button></form>`
