import { assert, describe, it } from "@effect/vitest"
import { Problem } from "../../src/io/Problem.ts"
import { storesWith } from "../store.ts"
import { patience, World } from "../world.ts"

describe("laurel db", { timeout: patience }, () => {
  it("has nothing to do with a store in memory", async () => {
    using here = new World()
    assert.strictEqual((await here.laurel("db status --db memory:")).code, 64)
  })

  it("says how it is where nobody answers, without the password", async () => {
    using here = new World()
    const { code, err } = await here.laurel("db status --db postgres://laurel:secret@127.0.0.1:1/laurel")
    assert.strictEqual(code, 75)
    assert.notInclude(err, "secret")
  })

  it("makes with a migration the partitions to come, and gives the role its rights afterwards", async () => {
    using here = new World()
    const done: Array<string> = []
    const stores = storesWith({
      migrate: async () => {
        done.push("migrate")
        return ["0001_facts"]
      },
      ensurePartitions: async () => {
        done.push("ensure")
        return [{ name: "activity_2026_01", outcome: "made" }]
      },
      grant: async (role) => void done.push(`grant ${role}`)
    })
    const dry = await here.laurel("db migrate --role app --dry-run", { stores })
    assert.deepStrictEqual([dry.code, done, dry.out.includes("app would get the rights")], [0, [], true])
    const { out } = await here.laurel("db migrate --role app --json", { stores })
    assert.deepStrictEqual(done, ["migrate", "ensure", "grant app"])
    assert.deepStrictEqual(JSON.parse(out), {
      _v: 1,
      database: "trial",
      applied: ["0001_facts"],
      partitions: ["activity_2026_01"],
      role: "app"
    })
    assert.include((await here.laurel("db migrate", { stores })).out, "1 partition made: activity_2026_01")
  })

  it("takes no step where the role does not fit", async () => {
    using here = new World()
    const done: Array<string> = []
    const stores = storesWith({
      migrate: async () => {
        done.push("migrate")
        return []
      },
      fitRole: (role) =>
        Promise.reject(new Problem({ exit: "usage", code: "role-unfit", title: `no role ${role}`, remedy: "make it" }))
    })
    assert.strictEqual((await here.laurel("db migrate --role app", { stores })).code, 64)
    assert.strictEqual((await here.laurel("db migrate --role app --dry-run", { stores })).code, 64)
    assert.deepStrictEqual(done, [])
  })

  it("makes partitions ahead, and says where every one was there", async () => {
    using here = new World()
    const stores = storesWith({ ensurePartitions: async () => [{ name: "activity_2026_01", outcome: "made" }] })
    assert.include((await here.laurel("db partitions ensure", { stores })).out, "1 partition made: activity_2026_01")
    const { out } = await here.laurel("db partitions ensure --json", { stores })
    assert.deepStrictEqual(JSON.parse(out), { _v: 1, database: "trial", made: ["activity_2026_01"] })
    assert.include((await here.laurel("db partitions ensure", { stores: storesWith({}) })).out, "was there")
  })

  it("archives months only when the month is given again, or typed", async () => {
    using here = new World()
    const asked: Array<readonly [number, boolean]> = []
    const stores = storesWith({
      archivePartitions: async (before, { dryRun }) => {
        asked.push([before, dryRun])
        return [
          { name: "activity_2025_11", outcome: "archived" },
          { name: "activity_2025_12", outcome: "held" }
        ]
      }
    })
    const archive = "db partitions archive --before 2026-01"
    assert.strictEqual((await here.laurel(archive, { stores })).code, 64)
    assert.strictEqual((await here.laurel(`${archive} --confirm 2026-02`, { stores })).code, 64)
    assert.strictEqual((await here.laurel(archive, { stores, answers: ["2026-02"] })).code, 2)
    assert.strictEqual((await here.laurel(`${archive} --no-input`, { stores, answers: ["2026-01"] })).code, 64)
    assert.deepStrictEqual(asked, [])
    const tried = await here.laurel(`${archive} --dry-run`, { stores })
    assert.include(tried.out, "1 partition would be archived: activity_2025_11")
    assert.strictEqual((await here.laurel(archive, { stores, answers: ["2026-01"] })).code, 0)
    const { out } = await here.laurel(`${archive} --confirm 2026-01 --json`, { stores })
    assert.deepStrictEqual(JSON.parse(out).held, ["activity_2025_12"])
    const first = Date.UTC(2026, 0)
    assert.deepStrictEqual(asked, [
      [first, true],
      [first, false],
      [first, false]
    ])
  })

  it("archives nothing of a month that is no month or has not begun", async () => {
    using here = new World()
    for (const month of ["2026-13", "2026", "9999-01"]) {
      const { code } = await here.laurel(`db partitions archive --before ${month} --dry-run`, {
        stores: storesWith({})
      })
      assert.strictEqual(code, 64)
    }
  })

  it("shows how things are looked up, and ends with 3 where all activities would be read", async () => {
    using here = new World()
    const sound = { name: "a challenge", sql: "select 1", plan: "Index Scan using challenge_pkey on challenge" }
    const slow = {
      name: "activities that count",
      sql: "select 2",
      plan: "Append\n  ->  Seq Scan on activity_default a"
    }
    const fine = await here.laurel("db explain", { stores: storesWith({ explain: async () => [sound] }) })
    assert.deepStrictEqual([fine.code, fine.out], [0, `a challenge\n  ${sound.plan}\n`])
    assert.include(fine.err, "1 statement explained: none reads all activities")
    const stores = storesWith({ explain: async () => [sound, slow] })
    const { code, err } = await here.laurel("db explain", { stores })
    assert.deepStrictEqual([code, err.includes("activities that count")], [3, true])
    const document = JSON.parse((await here.laurel("db explain --json", { stores })).out)
    assert.deepStrictEqual([document.sound, document.statements[1].readsAll], [false, true])
  })
})
