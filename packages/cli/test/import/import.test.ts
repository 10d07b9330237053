import { assert, describe, it } from "@effect/vitest"
import { activities, days, Office, OneStore, twice } from "../store.ts"
import { patience } from "../world.ts"

const office = async (users: ReadonlyArray<string> = [], stores = new OneStore()): Promise<Office> => {
  const opened = new Office(stores)
  opened.here.write({ "a.csv": activities })
  await opened.does(`challenge create steps.json ${days.before}`)
  await opened.does(`challenge publish steps ${days.before}`)
  if (users.length > 0) await opened.does(`entry add steps ${users.join(" ")} ${days.before}`)
  return opened
}

describe("laurel import", { timeout: patience }, () => {
  it("records a file, and the second run adds nothing and says so", async () => {
    await using here = await office(["ada", "lin", "bob"])
    assert.include(
      (await here.does(`import steps a.csv ${days.during}`)).out,
      "6 activities of a.csv recorded in steps"
    )
    const { out } = await here.does(`import steps a.csv ${days.during}`)
    assert.include(out, "Nothing changed: 6 activities were there already.")
    const document = JSON.parse((await here.does(`import steps a.csv --json ${days.during}`)).out)
    assert.deepStrictEqual([document._v, document.changed, document.outcomes], [1, 0, { Duplicate: 6 }])
  })

  it("goes on after it was interrupted in the middle of the file", async () => {
    const people = Array.from({ length: 5_000 }, (_, at) => `p${at}`)
    const rows = people.map((user) => `${user},2026-04-02,10`)
    await using here = await office()
    here.here.write({ "many.csv": ["user,at,steps", ...rows, ""].join("\n") })
    const controller = new AbortController()
    let shown = 0
    const cut = await here.laurel(`import steps many.csv --enter ${days.during}`, {
      signal: controller.signal,
      now: () => {
        // The clock of the progress line is read once a batch: the third reading is after the first batch.
        if (++shown === 3) controller.abort()
        return 0
      }
    })
    assert.strictEqual(cut.code, 2)
    assert.include(cut.err, "the rows imported so far are kept")
    const done = JSON.parse((await here.does(`import steps many.csv --enter --json ${days.during}`)).out)
    assert.strictEqual(done.rows, 5_000)
    assert.isAbove(done.outcomes.Duplicate, 0)
    assert.isBelow(done.outcomes.Duplicate, 5_000)
    assert.strictEqual(done.outcomes.Duplicate + done.outcomes.Accepted, 5_000)
  })

  it("reports rows that cannot be used with line and reason, ends with 5, and lets the others count", async () => {
    await using here = await office(["ada"])
    here.here.write({ "bad.csv": "user,at,steps\nada,2026-04-01,many\nada,2026-04-02,100\neve,2026-04-02,5\n" })
    const { code, out } = await here.laurel(`import steps bad.csv --report refused.jsonl ${days.during}`)
    assert.strictEqual(code, 5)
    assert.include(out, "line 2: steps")
    assert.include(out, "line 4: eve takes no part in the challenge")
    const lines = here.here
      .read("refused.jsonl")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    assert.deepStrictEqual(
      lines.map(({ line, reason }: { line: number; reason: string }) => [line, reason]),
      [
        [2, "Unreadable"],
        [4, "UnknownParticipant"]
      ]
    )
    assert.match((await here.does(`board show steps ${days.during}`)).out, /1 +ada +100/)
  })

  it("writes the report of an import that is run again in the place of the earlier one, and over no other file", async () => {
    await using here = await office(["ada"])
    here.here.write({
      "bad.csv": "user,at,steps\nada,2026-04-01,many\n",
      "empty.jsonl": "",
      "other.jsonl": '{"line":2}\n'
    })
    const importing = (report: string) => here.laurel(`import steps bad.csv --report ${report} ${days.during}`)
    assert.strictEqual((await importing("refused.jsonl")).code, 5)
    const first = here.here.read("refused.jsonl")
    assert.strictEqual((await importing("refused.jsonl")).code, 5)
    assert.strictEqual((await importing("empty.jsonl")).code, 5)
    assert.deepStrictEqual([here.here.read("refused.jsonl"), here.here.read("empty.jsonl")], [first, first])
    for (const other of ["bad.csv", "other.jsonl"]) {
      const before = here.here.read(other)
      assert.strictEqual((await importing(other)).code, 73)
      assert.strictEqual(here.here.read(other), before)
    }
  })

  it("enters whoever appears where that is asked for, but takes no fee in passing", async () => {
    await using here = await office()
    assert.include((await here.does(`import steps a.csv --enter ${days.during}`)).out, "3 participants entered")
    await here.does(`challenge create pot.json ${days.before}`)
    await here.does(`challenge publish pot ${days.before}`)
    const { code, err } = await here.laurel(`import pot a.csv --enter ${days.during}`)
    assert.strictEqual(code, 64)
    assert.include(err, "laurel entry add")
  })

  it("with --dry-run says what would become of each row and keeps none", async () => {
    await using here = await office(["ada", "lin", "bob"])
    const { out, err } = await here.does(`import steps a.csv --dry-run ${days.during}`)
    assert.include(out, "6 activities of a.csv recorded in steps")
    assert.include(err, "nothing of it was kept")
    assert.include((await here.does(`import steps a.csv ${days.during}`)).out, "6 accepted")
  })

  it("with --report says of each row once what became of it, also where the store runs a transaction again", async () => {
    await using here = await office([], new OneStore(twice))
    here.here.write({ "bad.csv": "user,at,steps\nada,2026-04-01,many\neve,2026-04-02,5\n" })
    assert.strictEqual(
      (await here.laurel(`import steps bad.csv --dry-run --report refused.jsonl ${days.during}`)).code,
      5
    )
    assert.strictEqual(here.here.read("refused.jsonl").trim().split("\n").length, 2)
  })

  it("takes no activity from the future, and none where the challenge is not open", async () => {
    await using here = await office(["ada"])
    here.here.write({ "soon.csv": "user,at,steps\nada,2026-04-20,5\n" })
    assert.include((await here.does(`import steps soon.csv ${days.during}`)).out, "refused (future)")
    await here.does(`challenge create pot.json ${days.before}`)
    const { code, err } = await here.laurel(`import pot a.csv ${days.before}`)
    assert.deepStrictEqual([code, err.includes("is Draft and takes no activities")], [6, true])
  })
})
