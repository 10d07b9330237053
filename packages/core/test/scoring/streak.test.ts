import { assert, describe, it } from "@effect/vitest"
import { daily, did, points } from "./pinned.ts"

const streak = (run: "longest" | "current", gaps: number) => ({
  _tag: "Streak",
  metric: "steps",
  atLeast: 10_000,
  run,
  gaps
})
const days = (pattern: string) =>
  daily("steps", ...[...pattern].map((day) => (day === "x" ? 10_000 : day === "-" ? undefined : 9_999)))

describe("Streak", () => {
  it("is the longest run of days that reach the threshold, with one gap and with none", () => {
    assert.strictEqual(points(streak("longest", 0), days("xx.xxx-xx")), 3)
    assert.strictEqual(points(streak("longest", 1), days("xx.xxx-xx")), 5)
    assert.strictEqual(points(streak("longest", 2), days("xx.xxx-xx")), 7)
    assert.strictEqual(points(streak("longest", 1), days("xx..xxx")), 3)
    assert.strictEqual(points(streak("longest", 1), days("...")), 0)
  })

  it("is the current run, which reaches the day under way or the day before", () => {
    assert.strictEqual(points(streak("current", 0), days("x.xx"), { today: 4 }), 2)
    assert.strictEqual(points(streak("current", 0), days("x.xx"), { today: 5 }), 2)
    assert.strictEqual(points(streak("current", 0), days("x.xx."), { today: 5 }), 2)
    assert.strictEqual(points(streak("current", 0), days("x.xx"), { today: 6 }), 0)
    assert.strictEqual(points(streak("current", 0), days("x.xx."), { today: 6 }), 0)
    assert.strictEqual(points(streak("current", 1), days("x.xx"), { today: 6 }), 2)
    assert.strictEqual(points(streak("current", 2), days("x.xx"), { today: 6 }), 3)
  })

  it("has missed the last day once the window is over", () => {
    assert.strictEqual(points(streak("current", 0), days("xxxxxxxxxxxxx.")), 0)
    assert.strictEqual(points(streak("current", 0), days("xxxxxxxxxxxxx."), { today: 14 }), 13)
    assert.strictEqual(points(streak("current", 0), days("xxxxxxxxxxxxxx")), 14)
  })

  it("bridges the gaps allowed, in every pattern of nine days (enumerated completely)", () => {
    for (let bits = 0; bits < 512; bits++) {
      const hits = Array.from({ length: 9 }, (_, day) => ((bits >> day) & 1) === 1)
      const activities = [
        did("steps", 1, 0),
        ...hits.flatMap((hit, day) => (hit ? [did("steps", day + 1, 10_000)] : []))
      ]
      for (const gaps of [0, 1, 2, 9]) {
        let [longest, current] = [0, 0]
        for (let from = 0; from < 9; from++) {
          for (let to = from; to < 9; to++) {
            const run = hits.slice(from, to + 1)
            const length = run.filter(Boolean).length
            if (run.length - length > gaps) continue
            longest = Math.max(longest, length)
            if (to === 8) current = Math.max(current, length)
          }
        }
        assert.strictEqual(points(streak("longest", gaps), activities, { today: 10 }), longest)
        assert.strictEqual(points(streak("current", gaps), activities, { today: 10 }), current)
      }
    }
  })
})
