import { assert, describe, it } from "@effect/vitest"
import { archiveDue, type Challenge, evolve, nextDue, scheduleOf } from "@laurel/core/challenge"
import { definitionOf, inEveryState } from "./definitions.ts"

const at = (text: string): number => Date.parse(text)

const march31 = at("2026-03-31T00:00:00Z") / 86_400_000

describe("the schedule of a challenge", () => {
  it("takes dates as the start of the day in the challenge's zone, over a change of the clock", () => {
    const schedule = scheduleOf(definitionOf())
    assert.strictEqual(schedule.start, at("2026-02-28T23:00:00Z"))
    assert.strictEqual(schedule.end, at("2026-03-31T22:00:00Z"))
    assert.strictEqual(schedule.graceEnds, at("2026-04-02T22:00:00Z"))
    assert.strictEqual(schedule.entriesClose, schedule.end)
    assert.isUndefined(schedule.entriesOpen)
  })

  it("lets days start at another hour", () => {
    assert.strictEqual(scheduleOf(definitionOf({ dayStartsAt: 4 })).start, at("2026-03-01T03:00:00Z"))
  })

  it("takes instants as they are", () => {
    const window = { start: "2026-03-01T10:30:00+02:00", end: "2026-03-02T00:00:00Z" }
    assert.strictEqual(scheduleOf(definitionOf({ window })).start, at("2026-03-01T08:30:00Z"))
  })

  it("names the next step of the clock in every state", () => {
    const definition = definitionOf()
    const states = inEveryState(definition)
    const { start, end, graceEnds } = scheduleOf(definition)
    assert.deepStrictEqual(nextDue(states.Published), { command: "Start", due: start })
    assert.deepStrictEqual(nextDue(states.Running), { command: "KeepBoards", due: at("2026-03-01T23:00:00Z") })
    assert.deepStrictEqual(nextDue({ ...states.Running, keptThrough: march31 }), { command: "Close", due: end })
    assert.deepStrictEqual(nextDue(states.Closing), { command: "Finish", due: graceEnds })
    assert.deepStrictEqual(nextDue(states.Draft), { command: "Archive", due: archiveDue(states.Draft) })
    assert.isUndefined(nextDue({ ...states.Draft, archivedAt: 1 }))
    for (const state of ["Final", "Settled", "Cancelled"] as const) assert.isUndefined(nextDue(states[state]))
  })

  it("keeps the board of the last day before it closes, and freezes after it kept the board of the day before", () => {
    const definition = definitionOf({ freezeAt: "2026-03-31" })
    const { Running } = inEveryState(definition)
    const commands: Array<string> = []
    let challenge: Challenge = { ...Running, keptThrough: march31 - 2 }
    let through = march31 - 2
    for (let next = nextDue(challenge); next !== undefined && next.command !== "Close"; next = nextDue(challenge)) {
      commands.push(`${next.command} ${new Date(next.due).toISOString()}`)
      const isFreeze = next.command === "Freeze"
      through += isFreeze ? 0 : 1
      challenge = evolve(challenge, isFreeze ? { _tag: "BoardFrozen", at: next.due } : { _tag: "BoardsKept", through })
    }
    assert.deepStrictEqual(commands, [
      "KeepBoards 2026-03-30T22:00:00.000Z",
      "Freeze 2026-03-30T22:00:00.000Z",
      "KeepBoards 2026-03-31T22:00:00.000Z"
    ])
  })

  it("archives a draft in the first night after ninety days, at two in the morning UTC", () => {
    const { Draft } = inEveryState(definitionOf())
    const archived = (draftedAt: string) => new Date(archiveDue({ ...Draft, draftedAt: at(draftedAt) })).toISOString()
    assert.strictEqual(archived("2026-01-01T02:00:00.000Z"), "2026-04-01T02:00:00.000Z")
    assert.strictEqual(archived("2026-01-01T02:00:00.001Z"), "2026-04-02T02:00:00.000Z")
    assert.strictEqual(archived("2026-01-02T01:59:59.999Z"), "2026-04-02T02:00:00.000Z")
  })

  it("freezes once at the declared instant, and not again after the organiser let the board move on", () => {
    const definition = definitionOf({ freezeAt: "2026-03-25" })
    const Running = { ...inEveryState(definition).Running, keptThrough: march31 }
    const freezeAt = at("2026-03-24T23:00:00Z")
    assert.deepStrictEqual(nextDue(Running), { command: "Freeze", due: freezeAt })
    const frozen = evolve(Running, { _tag: "BoardFrozen", at: freezeAt })
    assert.strictEqual(nextDue(frozen)?.command, "Close")
    assert.strictEqual(nextDue(evolve(frozen, { _tag: "BoardUnfrozen", at: freezeAt + 5 }))?.command, "Close")
    const early = evolve(evolve(Running, { _tag: "BoardFrozen", at: 1 }), { _tag: "BoardUnfrozen", at: 2 })
    assert.strictEqual(nextDue(early)?.command, "Freeze")
  })
})
