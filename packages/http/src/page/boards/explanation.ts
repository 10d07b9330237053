import type { SuccessOf } from "../../operation/Operation.ts"
import type { explainScore } from "../../resources/entries/operations.ts"
import { counted, dayText, grouped, wordsOf } from "../site/formats.ts"
import { type Html, html, nothing } from "../visit/Html.ts"

type Explanation = SuccessOf<typeof explainScore>

/** So many rows of each table are shown, the latest first. */
const shownRows = 200

const limits = { per_activity: "limit of an activity", per_day: "limit of a day", per_week: "limit of a week" } as const

/** Where a score comes from: what each activity gave, what was trimmed of it, and what does not count. */
export const explanation = ({
  parts,
  excluded,
  held,
  score,
  unit
}: Explanation): Html => html`<section aria-labelledby="why"><h2 id="why">Where the score comes from</h2>
<div class="scroll"><table><caption>${score === undefined ? "There is no score yet." : `${scoreText(score, unit)}, from ${counted(parts.length, "part")}.`}${more(parts.length)}</caption>
<thead><tr><th scope="col">Day</th><th scope="col">What</th><th scope="col" class="number">Gave</th><th scope="col">Trimmed</th></tr></thead>
<tbody>${parts
  .toReversed()
  .slice(0, shownRows)
  .map(
    ({ kind, day, activity, gave, trimmed }) =>
      html`<tr><td>${day === undefined ? "" : dayText(day)}</td><td>${activity === undefined ? kind : named(activity)}</td><td class="number">${grouped(gave)}</td><td>${trimmed.map(({ limit, by }) => `${grouped(by)} by the ${limits[limit]}`).join("; ")}</td></tr>`
  )}</tbody></table></div>
${table(
  "What does not count",
  excluded.map(({ day, why, activity }) => [dayText(day), named(activity), wordsOf(why)])
)}
${table(
  "What waits, or was refused",
  held.map(({ outcome, limit, detail, activity }) => [
    dayText(activity.at.slice(0, 10)),
    named(activity),
    heldText(outcome, limit, detail)
  ])
)}</section>`

const scoreText = (score: string, unit: string): string => (unit === "" ? grouped(score) : `${grouped(score)} ${unit}`)

type Held = Explanation["held"][number]

const heldText = (outcome: Held["outcome"], limit: Held["limit"], detail: Held["detail"]): string => {
  if (limit !== undefined) return `waits for the organiser: above the plausible ${limits[limit]}`
  return detail === undefined ? outcome : `${outcome}: ${detail}`
}

const more = (count: number): string => (count > shownRows ? ` The latest ${shownRows} are shown.` : "")

const named = ({ metric, quantity, source }: Explanation["held"][number]["activity"]): string =>
  `${grouped(quantity)} ${metric} (${source})`

const table = (caption: string, rows: ReadonlyArray<readonly [string, string, string]>): Html | typeof nothing =>
  rows.length === 0
    ? nothing
    : html`<h3>${caption}</h3><div class="scroll"><table><caption>${caption}.${more(rows.length)}</caption><thead><tr><th scope="col">Day</th><th scope="col">Activity</th><th scope="col">Why</th></tr></thead>
<tbody>${rows
        .toReversed()
        .slice(0, shownRows)
        .map(
          ([day, what, why]) => html`<tr><td>${day}</td><td>${what}</td><td>${why}</td></tr>`
        )}</tbody></table></div>`
