import { assert, describe, it } from "@effect/vitest"
import { layer } from "@laurel/adapters/memory"
import { StoredBoards } from "@laurel/core/board"
import { freeze, unfreeze } from "@laurel/core/challenge"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { days, Office, OneStore, officeAfterPot } from "../store.ts"
import { json, patience, steps } from "../world.ts"

/** Ports whose boards in the store take everybody's score for one more than it is. */
const falsified = Layer.effect(
  StoredBoards,
  Effect.map(StoredBoards, (boards) =>
    StoredBoards.of({
      ...boards,
      all: (board) =>
        Effect.map(boards.all(board), (answer) => ({
          ...answer,
          rows: answer.rows.map((row) => ({ ...row, score: row.score + 1 }))
        }))
    })
  )
).pipe(Layer.provideMerge(layer))

describe("laurel board diff", { timeout: patience }, () => {
  it("finds nothing where every board is what the facts say", async () => {
    await using office = await officeAfterPot()
    const { out } = await office.does(`board diff pot ${days.during}`)
    assert.match(out, /overall +store +1 +3 +what the facts say/)
    assert.match(out, /overall +memory +1 +3 +what the facts say/)
  })

  it("ends with 3 where a board differs, and shows who and how", async () => {
    await using office = await officeAfterPot(new OneStore(falsified))
    const { code, out } = await office.laurel(`board diff pot ${days.during}`)
    assert.strictEqual(code, 3)
    assert.match(out, /overall +store +1 +3 +3 differences/)
    assert.include(out, "ada: facts rank 1 at place 1 with 11000, board rank 1 at place 1 with 11001")
    const { boards } = JSON.parse((await office.laurel(`board diff pot --json ${days.during}`)).out)
    assert.deepStrictEqual(
      boards.map(({ differences }: { readonly differences: number }) => differences),
      [3, 0]
    )
  })
})

describe("laurel board rebuild", { timeout: patience }, () => {
  it("builds the boards anew, at a version of their own", async () => {
    await using office = await officeAfterPot()
    await office.does(`board around pot ada ${days.during}`)
    assert.match((await office.does(`board rebuild pot ${days.during}`)).out, /overall +store +2 +3 /)
    const { out } = await office.does(`board show pot --limit 9 --json ${days.during}`)
    assert.deepStrictEqual([JSON.parse(out).board.version, JSON.parse(out).board.count], [2, 3])
  })

  it("changes nothing where it is only tried", async () => {
    await using office = await officeAfterPot()
    await office.does(`board around pot ada ${days.during}`)
    const { out, err } = await office.does(`board rebuild pot --dry-run ${days.during}`)
    assert.match(out, /overall +store +2 +3 /)
    assert.include(err, "dry run")
    const board = await office.does(`board show pot --limit 9 --json ${days.during}`)
    assert.strictEqual(JSON.parse(board.out).board.version, 1)
  })

  it("needs an address of Redis where one is given", async () => {
    await using office = await officeAfterPot()
    const { code, err } = await office.laurel(`board rebuild pot --redis localhost ${days.during}`)
    assert.deepStrictEqual([code, err.includes("redis://host:6379")], [64, true])
  })
})

/** A challenge that is under way by the clock of the machine: whoever watches goes by no other. */
const officeToday = async (): Promise<Office> => {
  const office = new Office()
  const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  office.here.write({
    "now.json": json({ ...steps, id: "now", window: { start: day(-2), end: day(9) } }),
    "a.csv": `user,at,steps\nada,${day(-1)},500\nbob,${day(-1)},400\nlin,${day(-1)},300\n`,
    "more.csv": `user,at,steps\nlin,${day(0)},900\n`
  })
  await office.does(`challenge create now.json --at ${day(-9)}`)
  await office.does(`challenge publish now --at ${day(-9)}`)
  await office.does(`entry add now ada bob lin --yes --at ${day(-9)}`)
  await office.does("import now a.csv")
  return office
}

describe("laurel board watch", { timeout: patience }, () => {
  it("tells on a pipe first the board, then what becomes of it, one event a line", async () => {
    await using office = await officeToday()
    const watching = office.does("board watch now --for 4")
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await office.does("import now more.csv")
    const events = (await watching).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    const [snapshot, difference] = events.filter(({ tier }) => tier === "top")
    assert.deepStrictEqual(
      snapshot.rows.map(({ participant }: { readonly participant: string }) => participant),
      ["ada", "bob", "lin"]
    )
    assert.strictEqual(difference.event, "difference")
    const lin = difference.moved.find(({ participant }: { readonly participant: string }) => participant === "lin")
    assert.deepStrictEqual(lin, { rank: 1, place: 1, participant: "lin", score: "1200", from: { rank: 3, place: 3 } })
  })

  it("draws at a terminal in the same place, and says who moved and how far", async () => {
    await using office = await officeToday()
    const watching = office.laurel("board watch now --for 4 --top 2", { isTTY: true })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await office.does("import now more.csv")
    const { code, out } = await watching
    assert.strictEqual(code, 0)
    const [first, second] = out.split("\u001b[5F\u001b[J")
    assert.match(first ?? "", /ada[^\n]*\n[^\n]*bob[^\n]*\n$/)
    assert.match(second ?? "", /\u001b\[32mlin[^\n]*▲ 2[^\n]*\n[^\n]*\u001b\[31mada[^\n]*▼ 1/)
  })

  it("as the public sees it tells nothing of what moves while the board stands still, and tells it anew when it moves on", async () => {
    await using office = await officeToday()
    const { run } = await office.stores.open({ _tag: "Memory" }, { _tag: "Wallet" })
    const [id, by] = [ChallengeId.make("now"), PrincipalId.make("ada")]
    const later = () => new Promise((resolve) => setTimeout(resolve, 1_500))
    const watching = office.does("board watch now --public --for 8")
    const onScreen = office.laurel("board watch now --public --for 8", { isTTY: true, env: { NO_COLOR: "1" } })
    await later()
    await run(freeze(id, by))
    await office.does("import now more.csv")
    await later()
    const whileFrozen = office.does("board watch now --public --for 1")
    assert.strictEqual((await whileFrozen).out.includes("1200"), false)
    const organisers = await office.does("board watch now --for 1")
    assert.include(organisers.out, '"score":"1200"')
    await run(unfreeze(id, by))
    const events = (await watching).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter(({ tier }) => tier === "top")
    const firsts = events.map(({ event, frozen, rows }) => [event, frozen === true, rows[0].participant, rows[0].score])
    assert.deepStrictEqual(firsts, [
      ["snapshot", false, "ada", "500"],
      ["snapshot", true, "ada", "500"],
      ["snapshot", false, "lin", "1200"]
    ])
    const { code, out } = await onScreen
    assert.strictEqual(code, 0)
    assert.match(out, /overall, stands still for the public\n\n[^\u001b]*ada +500/)
    assert.match(out.split("\u001b[J").at(-1) ?? "", /^Steps \(now\), overall\n\n[^\n]*\n *1 +lin +1200/m)
  })

  it("ends with 2 when it is stopped, and refuses a clock that stands still", async () => {
    await using office = await officeToday()
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 500)
    const { code, err } = await office.laurel("board watch now --db memory:", { signal: controller.signal })
    assert.deepStrictEqual([code, err], [2, ""])
    assert.strictEqual((await office.laurel(`board watch now ${days.during}`)).code, 64)
  })
})
