import { Effect } from "effect"
import { getChallenge } from "../../resources/challenges/operations.ts"
import { listPayouts } from "../../resources/payouts/operations.ts"
import { getPlanOverview, getSettlement, getSettlementChanges } from "../../resources/settlements/operations.ts"
import { instantText, pathOf, wordsOf } from "../site/formats.ts"
import { asking } from "../visit/asking.ts"
import { type Html, html, nothing } from "../visit/Html.ts"
import type { Page, Shown, Visit } from "../visit/Visit.ts"
import { changesPart } from "./changesPart.ts"
import { forms } from "./forms.ts"
import { payoutsPart } from "./payoutsPart.ts"
import { planPart } from "./planPart.ts"

const challengeOf = asking(getChallenge)
const settlementOf = asking(getSettlement)
const overviewOf = asking(getPlanOverview)
const changesOf = asking(getSettlementChanges)
const payoutsOf = asking(listPayouts)

/** So many payouts are shown; the command line and the API have all of them. */
const shownPayouts = 100

/** A settlement to review: who wins what and why, where every unit goes, what has changed; and to sign. */
export const settlementPage: Page = {
  path: "/challenges/:challenge_id/settlement",
  operation: getSettlement,
  show: (visit) => showSettlement(visit)
}

/** The page of a settlement; `told` is what came of what somebody has just done. */
export const showSettlement = Effect.fnUntraced(function* (visit: Visit, told?: Html, status?: Shown["status"]) {
  const params = { challenge_id: visit.param("challenge_id") }
  // Whether they may look is asked first: to whoever may not, nothing of it is there.
  const settlement = yield* settlementOf(visit, { params })
  const challenge = yield* challengeOf(visit, { params })
  const hash = settlement.plan_hash
  const plan = hash === undefined ? undefined : yield* overviewOf(visit, { params: { ...params, plan_hash: hash } })
  const changes = plan === undefined ? undefined : yield* Effect.option(changesOf(visit, { params }))
  const payouts = yield* payoutsOf(visit, { params, query: { limit: `${shownPayouts}` } })
  const { zone } = challenge.definition
  const fact = (name: string, value: Html | string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  const shown: Shown = {
    title: `Settlement of ${challenge.name}`,
    ...(status === undefined ? {} : { status }),
    main: html`<p class="crumbs"><a href="${pathOf(challenge.id)}">${challenge.name}</a></p>
<h1>Settlement</h1>
<p><span class="state ${settlement.state}">${wordsOf(settlement.state)}</span></p>
${told ?? nothing}
<dl class="facts words">
${fact("Challenge", wordsOf(challenge.state))}
${settlement.maker === undefined ? nothing : fact("Planned by", settlement.maker)}
${settlement.approver === undefined ? nothing : fact("Signed by", settlement.approver)}
${settlement.dispute_until === undefined ? nothing : fact("Can be disputed until", instantText(settlement.dispute_until, zone))}
${settlement.reason === undefined ? nothing : fact("Reason", settlement.reason)}
</dl>
${plan === undefined ? html`<p>Nothing is planned yet.</p>` : planPart(challenge.id, plan, challenge.definition.prizes?.residual)}
${changes === undefined || plan === undefined ? nothing : changesPart(changes, plan.currency)}
${settlement.state === "distributing" ? html`<p>What is owed is being paid. <a href="">Look again</a></p>` : nothing}
${payouts.data.length === 0 ? nothing : payoutsPart(payouts)}
${forms(visit, settlement, challenge)}`
  }
  return shown
})
