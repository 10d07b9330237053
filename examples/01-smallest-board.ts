import * as Laurel from "@laurel/adapters"

const laurel = await Laurel.open({ store: "memory", clock: () => Date.parse("2026-05-02T12:00:00Z") })
await laurel.define({
  id: "steps",
  name: "Steps in May",
  zone: "Europe/Berlin",
  window: { start: "2026-05-01", end: "2026-06-01" },
  metrics: [{ name: "steps" }],
  score: { _tag: "Total", metric: "steps" }
})
await laurel.publish("steps")
await laurel.join("steps", ["ada", "lin"])
await laurel.record("steps", [{ user: "ada", metric: "steps", quantity: 8123, at: "2026-05-01T18:00:00+02:00" }])
await laurel.record("steps", [{ user: "lin", metric: "steps", quantity: 9050, at: "2026-05-02T07:30:00+02:00" }])
for (const { rank, participant, score } of (await laurel.standings("steps")).rows) console.log(rank, participant, score)
