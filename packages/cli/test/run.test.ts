import { assert, describe, it } from "@effect/vitest"
import { activities, json, patience, pot, steps, world } from "./world.ts"

describe("laurel run", { timeout: patience }, () => {
  it("ranks the people of a file and prints the board", async () => {
    using here = world()
    const { code, out, err } = await here.laurel("run steps.json --activities a.csv")
    assert.strictEqual(code, 0)
    assert.strictEqual(
      out,
      `Steps (steps): final; 3 participants, 6 activities

rank  participant  score (steps)
   1  ada                  11000
   2  bob                   7000
   2  lin                   7000
`
    )
    assert.strictEqual(err, "\na.csv: 6 activities: 6 accepted\n")
  })

  it("pays the prizes to the cent, with the reason for each, and says where the money went", async () => {
    using here = world()
    const { code, out } = await here.laurel("run pot.json --activities a.csv")
    assert.strictEqual(code, 0)
    assert.include(out, "ada     13.50 EUR  place 1 in main; the share of the place")
    assert.include(out, "bob      6.75 EUR  place 2, shared by 2 in main; the share of the place")
    assert.include(out, "entry fees paid in     30.00")
    assert.include(out, "platform fee        -   3.00")
    assert.include(out, "prizes              -  27.00")
  })

  it("writes every file of a run, the plan hashed and the journal balanced, and no other", async () => {
    using here = world()
    const { code } = await here.laurel("run pot.json --activities a.csv --out result")
    assert.strictEqual(code, 0)
    assert.deepStrictEqual(here.names, ["a.csv", "pot.json", "result", "steps.json"])
    const manifest = JSON.parse(here.read("result/manifest.json"))
    assert.deepStrictEqual(Object.keys(manifest.files), [
      "awards.csv",
      "challenge.json",
      "inputs.json",
      "journal.hledger",
      "plan.json",
      "report.json",
      "standings.csv"
    ])
    assert.strictEqual(
      here.read("result/standings.csv"),
      `rank,participant,status,score,division,team,prize
1,ada,Scored,11000,,,13.50
2,bob,Scored,7000,,,6.75
2,lin,Scored,7000,,,6.75
`
    )
    assert.strictEqual(here.read("result/challenge.json"), json(pot))
    assert.match(JSON.parse(here.read("result/plan.json")).hash, /^[0-9a-f]{64}$/)
    assert.include(here.read("result/journal.hledger"), "liabilities:entitlement:pot:ada  -13.50 EUR")
    assert.strictEqual(JSON.parse(here.read("result/inputs.json")).activities.path, "../a.csv")
  })

  it("gives the same bytes on every run", async () => {
    using here = world()
    await here.laurel("run pot.json --activities a.csv --out one")
    await here.laurel("run pot.json --activities a.csv --out two")
    assert.strictEqual(here.read("one/manifest.json"), here.read("two/manifest.json"))
  })

  it("prints one JSON document with --json", async () => {
    using here = world()
    const { code, out } = await here.laurel("run pot.json --activities a.csv --json")
    const document = JSON.parse(out)
    assert.strictEqual(code, 0)
    assert.strictEqual(document._v, 1)
    assert.deepStrictEqual(document.rows, { read: 6, outcomes: { Accepted: 6 } })
    assert.deepStrictEqual(document.pool, { entryFees: "3000", platformFee: "300", prizes: "2700" })
    assert.deepStrictEqual(document.board.rows[0], {
      rank: "1",
      participant: "ada",
      status: "Scored",
      score: "11000",
      tieBreaks: {},
      measures: {},
      prize: "13.50"
    })
    assert.strictEqual(document.awards[1].minorUnits, "675")
  })

  it("reads the wide format under a mapping, with a pattern for dates, from semicolons", async () => {
    using here = world().write({
      "wide.csv": "Id;Day;TotalSteps;Note\r\nada;4/1/2026;5000;\r\nada;4/2/2026;;\r\nlin;12/04/2026;7000;x\r\n"
    })
    const { code, out, err } = await here.laurel(
      "run steps.json --activities wide.csv --map user=Id at=Day steps=TotalSteps --dates M/D/YYYY"
    )
    assert.strictEqual(code, 0, err)
    assert.include(err, "wide.csv: 2 activities: 1 accepted, 1 refused (late)")
    assert.match(out, / 1 {2}ada +5000/)
  })

  it("reads JSON Lines and the long format of several metrics", async () => {
    const two = {
      ...steps,
      metrics: [{ name: "steps" }, { name: "weight", unit: "kg", decimals: 1, daily: "latest" }],
      measures: { weight: { _tag: "Latest", metric: "weight" } }
    }
    const rows = [
      { user: "ada", metric: "steps", quantity: 5000, at: "2026-04-01T08:00:00Z", source: "watch", key: "1" },
      { user: "ada", metric: "weight", quantity: "71.25", at: "2026-04-01" },
      {
        user: "ada",
        metric: "steps",
        quantity: 6000,
        at: "2026-04-01T08:00:00Z",
        source: "watch",
        key: "1",
        revision: 1
      },
      { user: "ada", metric: "steps", quantity: 900, at: "2026-04-02", key: "2" },
      { user: "ada", metric: "steps", at: "2026-04-02", key: "2", revision: 1, void: true }
    ]
    using here = world().write({ "two.json": json(two), "a.jsonl": rows.map((row) => JSON.stringify(row)).join("\n") })
    const { code, out } = await here.laurel("run two.json --activities a.jsonl --json")
    const document = JSON.parse(out)
    assert.strictEqual(code, 0)
    assert.deepStrictEqual(document.rows.outcomes, { Accepted: 3, Replaced: 1, Voided: 1 })
    assert.strictEqual(document.board.rows[0].score, "6000")
    // 71.25 at one decimal: half to even.
    assert.strictEqual(document.board.rows[0].measures.weight, "71.2")
  })

  it("reads standard input, and keeps a copy of it in the folder it writes", async () => {
    using here = world()
    const { code } = await here.laurel("run steps.json --activities - --out result", { stdin: activities })
    assert.strictEqual(code, 0)
    assert.strictEqual(here.read("result/inputs/activities.csv"), activities)
    assert.strictEqual((await here.laurel("verify result")).code, 0)
  })

  it("takes divisions, handicaps, zones and eligibility from a file of entries", async () => {
    const handicapped = {
      ...pot,
      divisions: ["Gold", "Silver"],
      dayZone: "participant",
      score: { _tag: "Total", metric: "steps", handicap: "Add" }
    }
    using here = world().write({
      "h.json": json(handicapped),
      "entries.csv":
        "user,division,handicap,zone,eligibility,participant\nada,Gold,,,RankedNotPaid,\nlin,Silver,5000,Asia/Tokyo,,Lin\nbob,Gold,,,,\n"
    })
    const { code, out, err } = await here.laurel("run h.json --activities a.csv --entries entries.csv --json")
    const document = JSON.parse(out)
    assert.strictEqual(code, 0, err)
    assert.deepStrictEqual(
      document.board.rows.map((row: { participant: string; score: string; division: string; prize?: string }) => [
        row.participant,
        row.score,
        row.division,
        row.prize
      ]),
      [
        ["ada", "11000", "Gold", undefined],
        // In Tokyo the 1st of April begins before the window does, so lin's first day is outside.
        ["Lin", "9000", "Silver", "16.88"],
        ["bob", "7000", "Gold", "10.12"]
      ]
    )
  })

  it("enters everyone at their own instant, for the fee of that instant, and refuses whom the rules do not admit", async () => {
    const entryFee = [
      { until: "2026-03-15T00:00:00Z", amount: "500" },
      { until: "2026-05-01T00:00:00Z", amount: "1000" }
    ]
    const early = { ...pot, entries: { closes: "2026-04-10" }, prizes: { ...pot.prizes, funding: { entryFee } } }
    using here = world().write({
      "early.json": json(early),
      "e.csv": "user,enteredAt\nada,2026-03-01\nbob,2026-04-05\nlin,2026-04-11\n"
    })
    const { code, out } = await here.laurel("run early.json --activities a.csv --entries e.csv --json")
    const document = JSON.parse(out)
    assert.strictEqual(code, 5)
    assert.deepStrictEqual(document.refusedEntries, [{ line: 4, participant: "lin", reason: "EntriesClosed" }])
    assert.strictEqual(document.pool.entryFees, "1500")
    const told = await here.laurel("run early.json --activities a.csv --entries e.csv")
    assert.include(told.err, "entry of lin (line 4) refused: EntriesClosed")
  })

  it("shows what somebody wins in all, by every rule", async () => {
    const [main] = pot.prizes.stages
    const awards = [{ _tag: "Bonus", atLeast: 10000, amount: "100" }, ...main.awards]
    const bonus = { ...pot, prizes: { ...pot.prizes, stages: [{ ...main, awards }], shortfall: "ScaleDown" } }
    using here = world().write({ "bonus.json": json(bonus) })
    const { code, out, err } = await here.laurel("run bonus.json --activities a.csv --json")
    const document = JSON.parse(out)
    assert.strictEqual(code, 0, err)
    assert.deepStrictEqual(
      document.awards
        .filter(({ participant }: { participant: string }) => participant === "ada")
        .map(({ amount }: { amount: string }) => amount),
      // 28.00 are asked of 27.00, so everything shrinks by 27/28.
      ["0.96", "13.02"]
    )
    assert.strictEqual(document.board.rows[0].prize, "13.98")
  })

  it("cancels a challenge with too small a field and refunds everyone", async () => {
    using here = world().write({ "few.json": json({ ...pot, entries: { minimum: 10 } }) })
    const { code, out } = await here.laurel("run few.json --activities a.csv --out result")
    assert.strictEqual(code, 0)
    assert.include(
      out,
      "cancelled: 3 of at least 10 participants were in the field when entries had closed; 30.00 EUR go back to 3 who paid"
    )
    assert.include(here.read("result/journal.hledger"), "liabilities:refund:pot:ada")
    assert.strictEqual((await here.laurel("verify result")).code, 0)
  })

  it("is cancelled by Ctrl-C with exit code 2 and leaves nothing behind", async () => {
    using here = world()
    const controller = new AbortController()
    controller.abort()
    const { code, err } = await here.laurel("run pot.json --activities a.csv --out result", {
      signal: controller.signal
    })
    assert.strictEqual(code, 2)
    assert.include(err, "cancelled")
    assert.deepStrictEqual(here.names, ["a.csv", "pot.json", "steps.json"])
  })

  it("replaces a folder with --force only when a run wrote it", async () => {
    using here = world()
    await here.laurel("run steps.json --activities a.csv --out result")
    const again = await here.laurel("run pot.json --activities a.csv --out result --force")
    assert.strictEqual(again.code, 0)
    assert.isTrue(here.read("result/plan.json").length > 0)
    assert.deepStrictEqual(here.names, ["a.csv", "pot.json", "result", "steps.json"])
    const other = await here.laurel(`run pot.json --activities a.csv --out ${here.folder} --force`)
    assert.strictEqual(other.code, 64)
  })
})
