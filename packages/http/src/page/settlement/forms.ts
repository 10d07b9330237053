import { randomUUID } from "node:crypto"
import type { ChallengeJson } from "../../resources/challenges/ChallengeJson.ts"
import type { SettlementJson } from "../../resources/settlements/SettlementJson.ts"
import { pathOf } from "../site/formats.ts"
import { tokenField } from "../site/tokenField.ts"
import { type Html, html, nothing } from "../visit/Html.ts"
import type { Visit } from "../visit/Visit.ts"

const signable: ReadonlySet<string> = new Set(["provisional", "awaiting_approval"])
const plannable: ReadonlySet<string> = new Set(["closing", "final"])
const replannable: ReadonlySet<string> = new Set(["none", "provisional", "awaiting_approval", "rejected", "approved"])

/** What can be done about a settlement as it is; whether somebody may is said when they do. */
export const forms = (visit: Visit, settlement: SettlementJson, challenge: ChallengeJson): Html => {
  const { state, plan_hash: hash } = settlement
  const form = (verb: string, more: Html, isDanger = false): Html =>
    html`<form method="post" action="${pathOf(challenge.id, "settlement", verb)}"${isDanger ? html` class="danger"` : nothing}>${tokenField(visit)}<input type="hidden" name="key" value="${randomUUID()}">${
      hash === undefined ? nothing : html`<input type="hidden" name="plan_hash" value="${hash}">`
    }${more}</form>`
  const canPlan = plannable.has(challenge.state) && replannable.has(state)
  const canSign = hash !== undefined && signable.has(state)
  const isMaker = visit.principal._tag !== "Anonymous" && visit.principal.id === settlement.maker
  const canApply = hash !== undefined && state === "approved"
  if (!canPlan && !canSign && !canApply) return html``
  return html`<section aria-labelledby="do"><h2 id="do">What to do</h2>
${
  canSign
    ? html`${
        isMaker
          ? html`<h3>Sign</h3><p>You planned it: somebody else signs, at this page.</p>`
          : form(
              "sign",
              html`<h3>Sign</h3><p>Whoever signs is not who planned. The signature is for the hash above.</p><p><button class="primary">Sign this plan</button></p>`
            )
      }
${form(
  "reject",
  html`<h3>Reject</h3><label for="reason">Why</label><input id="reason" name="reason" required maxlength="2000"><p><button>Reject this plan</button></p>`
)}`
    : nothing
}
${
  canApply
    ? form(
        "apply",
        html`<h3>Apply</h3><p>This posts the plan and has its payouts paid. It cannot be undone; only corrected. Show once more who you are:</p>
<label for="credential">Key or token</label><input id="credential" name="credential" type="password" required autocomplete="off" spellcheck="false">
<p><button class="primary">Apply this plan</button></p>`,
        true
      )
    : nothing
}
${
  canPlan
    ? form(
        "plan",
        html`<h3>${hash === undefined ? "Plan" : "Plan anew"}</h3><p>Makes the plan that follows from the final standings, and publishes it. Nothing is paid by it; where nothing has changed the plan stays the same.</p><p><button${hash === undefined ? html` class="primary"` : nothing}>${hash === undefined ? "Plan the settlement" : "Plan anew"}</button></p>`
      )
    : nothing
}</section>`
}
