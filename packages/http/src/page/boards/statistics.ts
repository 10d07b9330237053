import type { SuccessOf } from "../../operation/Operation.ts"
import type { getChallengeStats } from "../../resources/administration/operations.ts"
import { grouped } from "../site/formats.ts"
import { type Html, html, nothing } from "../visit/Html.ts"

const fact = (name: string, value: string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

/** What a challenge comes to. */
export const statistics = (
  stats: SuccessOf<typeof getChallengeStats>
): Html => html`<section aria-labelledby="statistics"><h2 id="statistics">In numbers</h2>
<dl class="facts">${fact("Entered", grouped(`${stats.entered}`))}${fact("Started", grouped(`${stats.started}`))}${fact("Activities that count", grouped(`${stats.activities}`))}${
  stats.held === 0 ? nothing : fact("Waiting for a decision", grouped(`${stats.held}`))
}${fact("All scores together", grouped(stats.total_score))}${stats.average_score === undefined ? nothing : fact("On the average", average(stats.average_score))}${
  stats.average_progress === undefined
    ? nothing
    : fact("Of the goal, on the average", `${stats.average_progress / 100} %`)
}</dl></section>`

/** An exact average may be a fraction: people read two decimals of it. */
const average = (exact: string): string => {
  const [above = "0", below = "1"] = exact.split("/")
  return grouped(`${Math.round((100 * Number(above)) / Number(below)) / 100}`)
}
