import { describeAward, poolLines, type SettlementPlan } from "@laurel/core/settlement"
import { formatAmount } from "@laurel/core/shared"
import { grouped, pathOf } from "../site/formats.ts"
import { type Html, html, nothing } from "../visit/Html.ts"

/** So many awards are shown; the plan has all of them. */
const shownAwards = 200

/** A plan: its hash, every award with the reason for it, and where every unit of the pool goes. */
export const planPart = (plan: SettlementPlan, residual: string | undefined): Html => {
  const { prizes, currency, lines, hash, version, supersedes } = plan
  const due = lines.filter((line) => line.due > 0n)
  const total = due.reduce((sum, line) => sum + line.due, 0n)
  const money = (minorUnits: bigint): string => `${grouped(formatAmount(minorUnits, currency))} ${currency}`
  return html`<section aria-labelledby="plan"><h2 id="plan">Plan ${version}</h2>
<p><strong>${money(total)}</strong> to ${due.length} ${due.length === 1 ? "recipient" : "recipients"}${supersedes === undefined ? nothing : `; corrects version ${supersedes.version}`}.</p>
<p>Hash <span class="hash" id="hash">${hash}</span>. It is the SHA-256 of the plan, the same that <code>laurel settle show</code> prints: what is signed and applied is this and nothing else.</p>
${
  prizes.awards.length + prizes.items.length === 0
    ? html`<p>No prizes${prizes.outcome === "Refunded" ? ": everybody is paid back" : nothing}.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Winners"><table><caption>Winners${prizes.awards.length > shownAwards ? `, the first ${shownAwards} of ${prizes.awards.length}` : nothing}, with the reason for each amount: ties and rounding are part of it.</caption>
<thead><tr><th scope="col">Winner</th><th scope="col" class="number">Prize</th><th scope="col">Why</th></tr></thead>
<tbody>${prizes.awards
        .slice(0, shownAwards)
        .map(
          (award) =>
            html`<tr><th scope="row"><a href="${pathOf(plan.challengeId, "participants", award.participantId)}">${award.participantId}</a></th><td class="number">${money(award.minorUnits)}</td><td>${describeAward(award, currency)}</td></tr>`
        )}${prizes.items.map(
        ({ participantId, item, place, stage }) =>
          html`<tr><th scope="row">${participantId}</th><td class="number">${item}</td><td>place ${place} in ${stage}</td></tr>`
      )}</tbody></table></div>`
}
<h3>Where every unit goes</h3>
<div class="scroll"><table><caption>The pool: what came in, and what goes out. Both have the same sum.</caption>
<thead><tr><th scope="col">Of the pool</th><th scope="col" class="number">In</th><th scope="col" class="number">Out</th></tr></thead>
<tbody>${poolLines(plan).map(
    ({ label, side, minorUnits }) =>
      html`<tr><th scope="row">${label}</th><td class="number">${side === "source" ? money(minorUnits) : nothing}</td><td class="number">${side === "use" ? money(minorUnits) : nothing}</td></tr>`
  )}</tbody></table></div>
${oddUnits(plan, residual, money)}</section>`
}

/** Units that no rule gives to anybody, and where they go by the rule for what is left. */
const oddUnits = (
  { prizes }: SettlementPlan,
  residual: string | undefined,
  money: (minorUnits: bigint) => string
): Html => {
  const rounded = prizes.awards.filter(({ roundingUnit }) => roundingUnit !== 0n).length
  const left = prizes.residual.map(
    ({ destination, minorUnits, reason }) => `${money(minorUnits)} to ${destination} (${reason})`
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
