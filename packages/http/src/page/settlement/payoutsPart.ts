import { formatAmount } from "@laurel/core/shared"
import type { SuccessOf } from "../../operation/Operation.ts"
import type { listPayouts } from "../../resources/payouts/operations.ts"
import { grouped, wordsOf } from "../site/formats.ts"
import { type Html, html } from "../visit/Html.ts"

/** What has become of each payout. */
export const payoutsPart = ({
  data,
  has_more
}: SuccessOf<typeof listPayouts>): Html => html`<section aria-labelledby="payouts"><h2 id="payouts">Payouts</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Payouts"><table><caption>Every payout and its state${has_more ? `; the first ${data.length}` : ""}.</caption>
<thead><tr><th scope="col">Recipient</th><th scope="col">State</th><th scope="col" class="number">Amount</th><th scope="col" class="number">Attempts</th></tr></thead>
<tbody>${data.map(
  ({ recipient, state, minor_units, currency, attempts }) =>
    html`<tr><th scope="row">${recipient}</th><td>${wordsOf(state)}</td><td class="number">${grouped(formatAmount(BigInt(minor_units), currency))} ${currency}</td><td class="number">${attempts}</td></tr>`
)}</tbody></table></div></section>`
