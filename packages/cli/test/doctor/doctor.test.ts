import { assert, describe, it } from "@effect/vitest"
import { layer } from "@laurel/adapters/memory"
import { Audit } from "@laurel/core/audit"
import { type BoardRanks, StoredBoards } from "@laurel/core/board"
import { Scores } from "@laurel/core/challenge"
import { DueDates } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"
import { Problem } from "../../src/io/Problem.ts"
import type { Stores } from "../../src/store/Stores.ts"
import { days, OneStore, officeAfterPot, storesWith } from "../store.ts"
import { patience, World } from "../world.ts"

/** Ports that have forgotten the score of the first user they are asked about. */
const drifting = Layer.effect(
  Scores,
  Effect.map(Scores, (scores) =>
    Scores.of({
      ...scores,
      load: (challengeId, users) =>
        Effect.map(scores.load(challengeId, users), (states) =>
          states.map((state, at) => (at === 0 ? undefined : state))
        )
    })
  )
).pipe(Layer.provideMerge(layer))

/** Ports that have lost every due date. */
const dateless = Layer.effect(
  DueDates,
  Effect.map(DueDates, (dates) => DueDates.of({ ...dates, of: () => Effect.succeed([]) }))
).pipe(Layer.provideMerge(layer))

/** Ports in whose record somebody else has done everything. */
const rewritten = Layer.effect(
  Audit,
  Effect.map(Audit, (audit) =>
    Audit.of({
      ...audit,
      page: (...asked) =>
        Effect.map(audit.page(...asked), (entries) => entries.map((entry) => ({ ...entry, actor: "mallory" })))
    })
  )
).pipe(Layer.provideMerge(layer))

/** Ports whose boards in the store say of themselves that they are large. */
const large = (seen: (rows: BoardRanks["rows"]) => BoardRanks["rows"] = (rows) => rows) =>
  Layer.effect(
    StoredBoards,
    Effect.map(StoredBoards, (boards) =>
      StoredBoards.of({
        ...boards,
        ranks: (...asked) => Effect.map(boards.ranks(...asked), (answer) => ({ ...answer, rows: seen(answer.rows) })),
        state: (board) => Effect.map(boards.state(board), (state) => ({ ...state, count: 10_001 }))
      })
    )
  ).pipe(Layer.provideMerge(layer))

/** Ports whose boards in the store have lost whoever is first. */
const beheaded = Layer.effect(
  StoredBoards,
  Effect.map(StoredBoards, (boards) =>
    StoredBoards.of({
      ...boards,
      all: (board) => Effect.map(boards.all(board), (answer) => ({ ...answer, rows: answer.rows.slice(1) }))
    })
  )
).pipe(Layer.provideMerge(layer))

const verdicts = (out: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    JSON.parse(out).checks.map(({ check, verdict }: { check: string; verdict: string }) => [check, verdict])
  )

describe("laurel doctor", { timeout: patience }, () => {
  it("finds nothing wrong with a sound store, and says what the embedded one does not promise", async () => {
    using here = new World()
    const { code, out } = await here.laurel("doctor", { stores: storesWith({}) })
    assert.strictEqual(code, 0)
    assert.match(out, /durability +warning +The embedded store never flushes to disk/)
    assert.match(out, /migrations +ok +all 1 taken/)
    assert.match(out, /queue +ok +0 jobs waiting, 0 dead/)
  })

  it("ends with 78 where the tables are not those of this version, and does not open the store", async () => {
    using here = new World()
    const stores = storesWith({ migrations: async () => [{ name: "0002_money", state: "pending" }] })
    const { code, out } = await here.laurel("doctor --json", { stores })
    assert.strictEqual(code, 78)
    assert.deepStrictEqual(verdicts(out).migrations, "wrong")
    assert.isUndefined(verdicts(out).queue)
  })

  it("ends with 75 where the database cannot be reached", async () => {
    using here = new World()
    const away = new Problem({ exit: "unavailable", code: "x", title: "nobody answers", remedy: "wait" })
    const stores: Stores = { ...storesWith({}), openDatabase: () => Promise.reject(away) }
    const { code, out } = await here.laurel("doctor", { stores })
    assert.deepStrictEqual([code, /database +WRONG +nobody answers/.test(out)], [75, true])
  })

  it("warns of clocks that are apart, and of rows that have no partition of their own", async () => {
    using here = new World()
    const partition = { table: "activity", name: "activity_rest", bounds: "DEFAULT", rows: 7, bytes: 1 }
    const stores = storesWith({
      facts: async () => ({ version: "15.1", now: Date.now() - 60_000, bytes: 1, isBound: true }),
      partitions: async () => [partition]
    })
    const { code, out } = await here.laurel("doctor --json", { stores })
    assert.strictEqual(code, 0)
    assert.deepStrictEqual([verdicts(out).clock, verdicts(out).partitions], ["warning", "warning"])
  })

  it("warns on a server of a role that no rights bind", async () => {
    using here = new World()
    const facts = async () => ({ version: "15.1", now: Date.now(), bytes: 1, isBound: false })
    const roleOn = async (db: string, stores: Stores) =>
      verdicts((await here.laurel(`doctor --json --db ${db}`, { stores })).out).role
    assert.strictEqual(await roleOn("postgres://host/db", storesWith({ facts })), "warning")
    assert.strictEqual(await roleOn("postgres://host/db", storesWith({})), "ok")
    assert.isUndefined(await roleOn("pglite:./here", storesWith({ facts })))
  })

  it("ends with 3 where a stored score is not what a replay gives", async () => {
    await using sound = await officeAfterPot()
    assert.include((await sound.does(`doctor --db memory: ${days.during}`)).out, "3 stored scores of 1 challenge")
    await using office = await officeAfterPot(new OneStore(drifting))
    const { code, out } = await office.laurel(`doctor --db memory: ${days.during}`)
    assert.deepStrictEqual([code, /drift +WRONG .*pot: ada/.test(out)], [3, true])
    assert.strictEqual((await office.laurel(`doctor --no-drift --db memory: ${days.during}`)).code, 0)
  })

  it("ends with 3 where a board is not what the scores say, and knows what waits to be carried", async () => {
    await using sound = await officeAfterPot()
    const asked = `doctor --db memory: ${days.during}`
    const before = (await sound.does(asked)).out
    assert.match(before, /outbox +ok +something waits to be carried to the boards of 1 challenge, since 2026-0\d-\d\dT/)
    assert.match(before, /boards +ok +0 of 1 board compared.*1 not read by anybody yet/)
    await sound.does(`board around pot ada ${days.during}`)
    const after = (await sound.does(asked)).out
    assert.match(after, /outbox +ok +nothing waits/)
    assert.match(after, /boards +ok +1 of 1 board compared: each is what the scores say/)
    await using office = await officeAfterPot(new OneStore(beheaded))
    await office.does(`board around pot ada ${days.during}`)
    const { code, out } = await office.laurel(asked)
    assert.deepStrictEqual([code, /boards +WRONG .*pot/.test(out)], [3, true])
  })

  it("compares some rows of a large board, and ends with 3 where one of them is not what the scores say", async () => {
    const asked = `doctor --db memory: ${days.during}`
    await using sound = await officeAfterPot(new OneStore(large()))
    await sound.does(`board around pot ada ${days.during}`)
    assert.match((await sound.does(asked)).out, /boards +ok +1 of 1 board compared.*1 of them by a sample/)
    await using office = await officeAfterPot(new OneStore(large((rows) => rows.map(() => undefined))))
    await office.does(`board around pot ada ${days.during}`)
    const { code, out } = await office.laurel(asked)
    assert.deepStrictEqual([code, /boards +WRONG .*pot/.test(out)], [3, true])
  })

  it("warns where Redis is not there: the store answers", async () => {
    await using office = await officeAfterPot()
    const { out } = await office.does(`doctor --json --db memory: --redis redis://127.0.0.1:1 ${days.during}`)
    assert.strictEqual(verdicts(out).redis, "warning")
  })

  it("warns of due dates that are missing, and finds an entry that its chain does not end with", async () => {
    await using sound = await officeAfterPot()
    const { out } = await sound.does(`doctor --db memory: ${days.during}`)
    assert.match(out, /due dates +ok +none is missing/)
    assert.match(out, /audit +ok +1 chain with \d+ entries, each sealed/)
    await using forgetful = await officeAfterPot(new OneStore(dateless))
    const warned = await forgetful.does(`doctor --json --db memory: ${days.during}`)
    assert.strictEqual(verdicts(warned.out)["due dates"], "warning")
    await using altered = await officeAfterPot(new OneStore(rewritten))
    const { code, out: found } = await altered.laurel(`doctor --json --db memory: ${days.during}`)
    assert.deepStrictEqual([code, verdicts(found).audit], [3, "wrong"])
  })
})
