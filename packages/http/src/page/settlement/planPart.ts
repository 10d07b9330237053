import { formatAmount } from "@laurel/core/shared"
import type { PlanOverviewJson } from "../../resources/settlements/PlanOverviewJson.ts"
import { grouped, pathOf } from "../site/formats.ts"
import { type Html, html, nothing } from "../visit/Html.ts"

/** A plan: its hash, its first awards with the reason for each, and where every unit of the pool goes. */
export const planPart = (challengeId: string, plan: PlanOverviewJson, residual: string | undefined): Html => {
  const { currency, recipients, awards, items, award_count: awardCount, item_count: itemCount } = plan
  const money = (minorUnits: string): string => `${grouped(formatAmount(BigInt(minorUnits), currency))} ${currency}`
  return html`<section aria-labelledby="plan"><h2 id="plan">Plan ${plan.version}</h2>
<p><strong>${money(plan.due_minor_units)}</strong> to ${recipients} ${recipients === 1 ? "recipient" : "recipients"}${plan.corrects_version === undefined ? nothing : `; corrects version ${plan.corrects_version}`}.</p>
<p>Hash <span class="hash" id="hash">${plan.plan_hash}</span>. It is the SHA-256 of the plan, the same that <code>laurel settle show</code> prints: what is signed and applied is this and nothing else.</p>
${
  awardCount + itemCount === 0
    ? html`<p>No prizes${plan.outcome === "refunded" ? ": everybody is paid back" : nothing}.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Winners"><table><caption>Winners${firstOf(awards.length, awardCount)}, with the reason for each amount: ties and rounding are part of it.${items.length < itemCount ? ` Of ${itemCount} things the first ${items.length}.` : nothing}</caption>
<thead><tr><th scope="col">Winner</th><th scope="col" class="number">Prize</th><th scope="col">Why</th></tr></thead>
<tbody>${awards.map(
        ({ participant_id: who, minor_units: minorUnits, reason }) =>
          html`<tr><th scope="row"><a href="${pathOf(challengeId, "participants", who)}">${who}</a></th><td class="number">${money(minorUnits)}</td><td>${reason}</td></tr>`
      )}${items.map(
        ({ participant_id: who, item, place, stage }) =>
          html`<tr><th scope="row">${who}</th><td class="number">${item}</td><td>place ${place} in ${stage}</td></tr>`
      )}</tbody></table></div>`
}
<h3>Where every unit goes</h3>
<div class="scroll"><table><caption>The pool: what came in, and what goes out. Both have the same sum.</caption>
<thead><tr><th scope="col">Of the pool</th><th scope="col" class="number">In</th><th scope="col" class="number">Out</th></tr></thead>
<tbody>${plan.pool.map(
    ({ label, side, minor_units: minorUnits }) =>
      html`<tr><th scope="row">${label}</th><td class="number">${side === "source" ? money(minorUnits) : nothing}</td><td class="number">${side === "use" ? money(minorUnits) : nothing}</td></tr>`
  )}</tbody></table></div>
${oddUnits(plan, residual, money)}</section>`
}

const firstOf = (shown: number, all: number): string => (shown < all ? `, the first ${shown} of ${all}` : "")

/** Units that no rule gives to anybody, and where they go by the rule for what is left. */
const oddUnits = (
  { rounded_up: rounded, residual: residuals }: PlanOverviewJson,
  residual: string | undefined,
  money: (minorUnits: string) => string
): Html => {
  const left = residuals.map(
    ({ destination, minor_units: minorUnits, reason }) => `${money(minorUnits)} to ${destination} (${reason})`
  )
  return html`<p class="muted">Odd units: ${
    rounded === 0
      ? "no share had to be rounded up"
      : rounded === 1
        ? "one share was rounded up, the one with the largest fraction"
        : `${rounded} shares were rounded up, those with the largest fractions`
  }. ${left.length === 0 ? "Nothing is left over" : `Left over: ${left.join("; ")}`}${
    residual === undefined ? nothing : `; by the rule of the challenge what is left goes to: ${residual}`
  }.</p>`
}
