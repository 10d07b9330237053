import { Effect } from "effect"
import { listChallenges } from "../../resources/challenges/operations.ts"
import { readTheme } from "../site/theme.ts"
import { html, nothing } from "../visit/Html.ts"
import type { Action, Page, Shown } from "../visit/Visit.ts"
import { requireFormToken } from "./requireFormToken.ts"

/** Only paths of this site: nobody is sent elsewhere. */
const backTo = (given: string): string => (/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}$/.test(given) ? given : "/")

const form = (back: string, wrong?: string): Shown => ({
  title: "Sign in",
  ...(wrong === undefined ? {} : { status: 401 }),
  main: html`<h1>Sign in</h1>
<p>Paste a key of Laurel, or a token of your identity provider. It stays in this browser for eight hours at most, in a cookie that no script can read, and is kept nowhere else.</p>
${wrong === undefined ? nothing : html`<p class="banner" role="alert" id="wrong">${wrong}</p>`}
<form method="post" action="/sign-in"><input type="hidden" name="back" value="${back}">
<label for="credential">Key or token</label>
<input id="credential" name="credential" type="password" required autocomplete="off" spellcheck="false"${wrong === undefined ? nothing : html` aria-describedby="wrong" aria-invalid="true"`}>
<p><button class="primary">Sign in</button></p></form>
<p class="muted">A key is made with <code>laurel keys create</code>; <code>read</code> is enough to look, <code>settle</code> to sign and apply.</p>`
})

/** Where somebody signs in. */
export const signInPage: Page = {
  path: "/sign-in",
  operation: listChallenges,
  show: (visit) => Effect.succeed(form(backTo(visit.query("back") ?? "/")))
}

/** Signs somebody in who shows a credential that proves something. */
export const signIn: Action = {
  path: "/sign-in",
  // Only what proves nothing is taken from the budget of credentials: behind one address there may be a whole house.
  operation: listChallenges,
  act: (visit) => {
    const back = backTo(visit.field("back"))
    const credential = visit.field("credential").trim()
    return visit.as(credential).pipe(
      Effect.as({ to: back, credential }),
      Effect.catchTag("CredentialRefused", ({ message }) => Effect.succeed(form(back, message)))
    )
  }
}

/** Signs somebody out. */
export const signOut: Action = {
  path: "/sign-out",
  operation: listChallenges,
  act: (visit) => Effect.as(requireFormToken(visit), { to: "/", credential: null })
}

/** Remembers whether somebody wants it light or dark. */
export const chooseTheme: Action = {
  path: "/theme",
  operation: listChallenges,
  act: (visit) => {
    const theme = readTheme(visit.field("theme"))
    return Effect.succeed({ to: backTo(visit.field("back")), ...(theme === undefined ? {} : { theme }) })
  }
}
