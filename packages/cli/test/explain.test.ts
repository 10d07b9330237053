import { assert, describe, it } from "@effect/vitest"
import { json, patience, pot, steps, world } from "./world.ts"

const capped = {
  ...pot,
  metrics: [{ name: "steps", unit: "steps", plausible: { perActivity: 50000 }, sources: ["watch", "phone"] }],
  score: { _tag: "Total", metric: "steps", perDay: { max: 6000 }, handicap: "Add" },
  measures: { "best day": { _tag: "Best", metric: "steps", of: "day" } },
  ranking: { tieBreaks: [{ _tag: "EarliestReached" }, { _tag: "MoreActiveDays" }] },
  prizes: { ...pot.prizes, ties: "Pool" }
}

const rows = `user,at,steps,source,key,receivedAt
ada,2026-04-01T08:00:00Z,4000,watch,1,
ada,2026-04-01T18:00:00Z,3500,watch,2,
ada,2026-04-01T19:00:00Z,9000,phone,3,
ada,2026-04-02T08:00:00Z,60000,watch,4,
ada,2026-04-03T08:00:00Z,100,watch,5,2026-05-20
bob,2026-04-01T08:00:00Z,10,watch,6,
`

describe("laurel explain", { timeout: patience }, () => {
  it("shows every activity, what it gave and which limit changed it, and every cent", async () => {
    using here = world().write({
      "capped.json": json(capped),
      "a.csv": rows,
      "e.csv": "user,handicap\nada,1.5\nbob,\n"
    })
    const run = await here.laurel("run capped.json --activities a.csv --entries e.csv --out result")
    assert.strictEqual(run.code, 0, run.err)
    const { code, out } = await here.laurel("explain result ada")
    assert.strictEqual(code, 0)
    assert.strictEqual(
      out,
      `ada in Steps: rank 1 of 2; score 6002 steps; 1 active day; reached 2026-04-01T18:00:00.000Z; best day 7500

day         activity    source and key  gave  limits
2026-04-01  steps 4000  watch 1         4000
2026-04-01  steps 3500  watch 2         2000  -1500 by the limit of a day
            handicap                     1.5
            rounding                     0.5
                        the score       6002

not counted  at                        source and key  why
steps 9000   2026-04-01T19:00:00.000Z  phone 3         another source counts on this day
steps 60000  2026-04-02T08:00:00.000Z  watch 4         above the plausible limit, set aside
steps 100    2026-04-03T08:00:00.000Z  watch 5         refused: late

11.25 EUR: place 1 in main; the share of the place
`
    )
  })

  it("names a rule within rules as every other path is written", async () => {
    const total = { _tag: "Total", metric: "steps" }
    const score = {
      _tag: "Combine",
      terms: [
        { weight: 1, rule: total },
        { weight: "1/2", rule: total }
      ]
    }
    using here = world().write({ "combined.json": json({ ...steps, score }) })
    await here.laurel("run combined.json --activities a.csv --out result")
    const { contributions } = JSON.parse((await here.laurel("explain result lin --json")).out)
    assert.deepStrictEqual(
      new Set(contributions.map(({ rule }: { rule: string }) => rule)),
      new Set(["score.terms[0].rule", "score.terms[1].rule"])
    )
  })

  it("prints the same as one JSON document", async () => {
    using here = world()
    await here.laurel("run pot.json --activities a.csv --out result")
    const document = JSON.parse((await here.laurel("explain result lin --json")).out)
    assert.deepStrictEqual(
      [document._v, document.rank, document.of, document.score, document.awards],
      [
        1,
        "2",
        3,
        "7000",
        [{ amount: "6.75", currency: "EUR", reason: "place 2, shared by 2 in main; the share of the place" }]
      ]
    )
    assert.deepStrictEqual(
      document.contributions.map(({ day, gave }: { day: string; gave: string }) => [day, gave]),
      [
        ["2026-04-01", "3000"],
        ["2026-04-02", "4000"]
      ]
    )
  })

  it("explains a team by its members", async () => {
    const teams = { ...steps, teams: { score: { _tag: "Sum" } } }
    using here = world().write({ "teams.json": json(teams), "e.csv": "user,team\nada,red\nlin,red\nbob,blue\n" })
    await here.laurel("run teams.json --activities a.csv --entries e.csv --out result")
    const { out } = await here.laurel("explain result red")
    assert.include(out, "red in Steps: rank 1 of 2; score 18000 steps (sum of the members)")
    assert.include(out, "lin      7000")
    assert.strictEqual(JSON.parse((await here.laurel("explain result red --json")).out).members.length, 2)
  })

  it("names the nearest participants when nobody is called so", async () => {
    using here = world()
    await here.laurel("run steps.json --activities a.csv --out result")
    const { code, err } = await here.laurel("explain result Adda")
    assert.strictEqual(code, 64)
    assert.include(err, 'nobody called "Adda" takes part in result\n  what to do: did you mean ada?')
  })
})
