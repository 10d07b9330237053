// Rules are data. Here a score is made of two rules: points for steps and minutes, at most 20 a day, and five points for
// each day of the longest streak of days with 10 000 steps, in which one day may be missed.
import * as Laurel from "@laurel/adapters"

const time = { now: Date.parse("2026-02-28T12:00:00Z") }
const laurel = await Laurel.open({ store: "memory", clock: () => time.now })

await laurel.define({
  id: "active-week",
  name: "Active week",
  zone: "Europe/Lisbon",
  window: { start: "2026-03-02", end: "2026-03-09" },
  graceHours: 24,
  metrics: [
    { name: "steps", max: 100_000 },
    { name: "minutes", unit: "min", decimals: 1, plausible: { perDay: 600 } }
  ],
  score: {
    _tag: "Combine",
    terms: [
      {
        weight: 1,
        rule: {
          _tag: "Points",
          terms: [
            { metric: "steps", points: 1, per: 1000, whole: true },
            { metric: "minutes", points: "1/5" }
          ],
          decimals: 1,
          perDay: { max: 20 }
        }
      },
      { weight: 5, rule: { _tag: "Streak", metric: "steps", atLeast: 10_000, gaps: 1 } }
    ],
    decimals: 1
  },
  measures: { "best day": { _tag: "Best", metric: "steps", of: "day" } },
  ranking: { tieBreaks: [{ _tag: "Measure", measure: "best day" }, { _tag: "EarliestReached" }] }
})
await laurel.publish("active-week")
await laurel.join("active-week", ["ada", "bob", "lin", "mia"])

// One line a person, one number a day, Monday first: thousands of steps.
const thousands = {
  ada: [12, 11, 9, 10, 14, 3, 2],
  bob: [18, 4, 17, 4, 16, 4, 10],
  lin: [10, 10, 10, 10, 10, 10, 10],
  mia: [0, 0, 0, 0, 0, 40, 0]
}
time.now = Date.parse("2026-03-09T12:00:00Z")
const outcomes = await laurel.record(
  "active-week",
  Object.entries(thousands).flatMap(([user, week]) =>
    week.flatMap((quantity, day) => {
      const at = `2026-03-0${day + 2}T20:00:00Z`
      return [
        { user, metric: "steps", quantity: quantity * 1000, at },
        { user, metric: "minutes", quantity: quantity * 2.5, at }
      ]
    })
  )
)
console.log(`${outcomes.filter(({ _tag }) => _tag === "Accepted").length} of ${outcomes.length} activities count`)

const { rows } = await laurel.standings("active-week")
for (const { rank, participant, score, measures } of rows) {
  console.log(`${rank}. ${participant}: ${score} points, best day ${measures["best day"]} steps`)
}

// A score explains itself: its parts sum to it exactly. This is one day of one participant.
const { parts } = await laurel.explain("active-week", "ada")
console.log("\nada on Friday")
for (const { day, rule, gave, activity, trimmed } of parts) {
  if (day !== "2026-03-06") continue
  const caps = trimmed.map(({ limit, by }) => `, ${limit} took ${by}`).join("")
  console.log(`${activity?.quantity} ${activity?.metric} gave ${gave} to ${rule}${caps}`)
}
