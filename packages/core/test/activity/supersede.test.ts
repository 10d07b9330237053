import { assert, describe, it } from "@effect/vitest"
import { type Activity, accepted, type Outcome, type RefusalReason, supersede } from "../../src/activity/index.ts"
import { Name, UserId } from "../../src/shared/index.ts"
import { activity } from "./activities.ts"

const refused = (reason: RefusalReason): Outcome => ({ _tag: "Refused", reason })
const quarantined: Outcome = { _tag: "Quarantined", limit: "perActivity" }
const conflict = (field: string): Outcome => ({ _tag: "Refused", reason: "RevisionConflict", field })
const unheard = (outcome: Outcome) => ({ outcome, takesKey: false, counts: false })
const stands = (outcome: Outcome, counts: boolean) => ({ outcome, takesKey: true, counts })

/** Every sequence of up to `length` of the choices, the empty one included. */
const sequences = <A>(choices: ReadonlyArray<A>, length: number): ReadonlyArray<ReadonlyArray<A>> =>
  length === 0 ? [[]] : [[], ...sequences(choices, length - 1).flatMap((rest) => choices.map((one) => [one, ...rest]))]

describe("what a key holds", () => {
  it("accepts the first row of a key", () => {
    assert.deepStrictEqual(supersede(undefined, activity(), accepted), stands({ _tag: "Accepted" }, true))
    assert.deepStrictEqual(supersede(undefined, activity(), quarantined), stands(quarantined, false))
  })

  it("I15 same key, revision and content is a no-op", () => {
    assert.deepStrictEqual(supersede(activity(), activity(), accepted), unheard({ _tag: "Duplicate" }))
    assert.deepStrictEqual(supersede(activity(), activity(), refused("Late")), unheard({ _tag: "Duplicate" }))
    const noted = activity({ note: "rain" })
    assert.deepStrictEqual(supersede(noted, { ...noted }, accepted), unheard({ _tag: "Duplicate" }))
  })

  it("I15 same key and revision with other content is a conflict naming the field", () => {
    const changes: ReadonlyArray<readonly [keyof Activity, Partial<Activity>]> = [
      ["userId", { userId: UserId.make("bob"), metric: Name.make("km"), quantity: 3 }],
      ["metric", { metric: Name.make("km"), void: true }],
      ["void", { void: true, quantity: 3 }],
      ["quantity", { quantity: 3, at: 7 }],
      ["at", { at: 7, note: "x" }],
      ["note", { note: "x", evidence: "https://example.org" }],
      ["evidence", { evidence: "https://example.org" }]
    ]
    for (const [field, change] of changes) {
      assert.deepStrictEqual(supersede(activity(), activity(change), accepted), unheard(conflict(field)))
      assert.deepStrictEqual(supersede(activity(change), activity(), accepted), unheard(conflict(field)))
    }
  })

  it("another user or metric under the same key is a conflict at any revision", () => {
    for (const revision of [0, 1, 2]) {
      const existing = activity({ revision: 1 })
      const [user, metric] = [
        { userId: UserId.make("bob"), revision },
        { metric: Name.make("km"), revision }
      ]
      assert.deepStrictEqual(supersede(existing, activity(user), accepted), unheard(conflict("userId")))
      assert.deepStrictEqual(supersede(existing, activity(metric), accepted), unheard(conflict("metric")))
    }
  })

  it("names who and what before a conflict, and a conflict before when", () => {
    const other = activity({ quantity: 3 })
    assert.deepStrictEqual(
      supersede(activity(), other, refused("ChallengeNotOpen")),
      unheard(refused("ChallengeNotOpen"))
    )
    assert.deepStrictEqual(
      supersede(activity(), other, refused("UnknownParticipant")),
      unheard(refused("UnknownParticipant"))
    )
    assert.deepStrictEqual(supersede(activity(), other, refused("UnknownMetric")), unheard(refused("UnknownMetric")))
    assert.deepStrictEqual(supersede(activity(), other, refused("Late")), unheard(conflict("quantity")))
    assert.deepStrictEqual(supersede(activity(), other, refused("OutOfRange")), unheard(conflict("quantity")))
  })

  it("a higher revision replaces, a lower one is outdated", () => {
    const [old, young] = [activity({ revision: 1 }), activity({ revision: 2, quantity: 3 })]
    assert.deepStrictEqual(supersede(old, young, accepted), stands({ _tag: "Replaced" }, true))
    assert.deepStrictEqual(supersede(old, young, quarantined), stands(quarantined, false))
    assert.deepStrictEqual(supersede(young, old, accepted), unheard({ _tag: "Outdated" }))
    assert.deepStrictEqual(supersede(young, old, refused("Late")), unheard({ _tag: "Outdated" }))
  })

  it("a row refused as late, future, or from nobody never takes its key", () => {
    for (const reason of ["ChallengeNotOpen", "UnknownParticipant", "UnknownMetric", "Late", "Future"] as const) {
      assert.deepStrictEqual(supersede(undefined, activity(), refused(reason)), unheard(refused(reason)))
      assert.deepStrictEqual(
        supersede(activity(), activity({ revision: 1 }), refused(reason)),
        unheard(refused(reason))
      )
    }
  })

  it("a higher revision that is refused for its content takes the old out of the count", () => {
    for (const reason of ["BeforeWindow", "AfterWindow", "OutOfRange"] as const) {
      assert.deepStrictEqual(
        supersede(activity(), activity({ revision: 1 }), refused(reason)),
        stands(refused(reason), false)
      )
    }
  })

  it("a void removes, also what is yet to arrive at a lower revision", () => {
    const gone = activity({ revision: 1, void: true })
    assert.deepStrictEqual(supersede(activity(), gone, accepted), stands({ _tag: "Voided" }, false))
    assert.deepStrictEqual(supersede(undefined, gone, accepted), stands({ _tag: "Voided" }, false))
    assert.deepStrictEqual(supersede(gone, activity(), accepted), unheard({ _tag: "Outdated" }))
    assert.deepStrictEqual(supersede(gone, activity({ revision: 2 }), accepted), stands({ _tag: "Replaced" }, true))
  })

  it("I32 the last revision wins, in every sequence of arrivals (enumerated completely)", () => {
    const kinds = ["counts", "void", "OutOfRange", "Late", "quarantined"] as const
    type Kind = (typeof kinds)[number]
    const verdicts: Readonly<Record<Kind, Outcome>> = {
      counts: accepted,
      void: accepted,
      OutOfRange: refused("OutOfRange"),
      Late: refused("Late"),
      quarantined
    }
    const everyArrival = sequences([0, 1, 2], 4)
    let enumerated = 0
    for (const content of sequences(kinds, 3)) {
      if (content.length < 3) continue
      for (const arrivals of everyArrival) {
        enumerated++
        let held: { readonly row: Activity; readonly counts: boolean } | undefined
        for (const revision of arrivals) {
          const kind = content[revision] ?? "counts"
          const row = activity({ revision, quantity: revision, void: kind === "void" })
          const { takesKey, counts } = supersede(held?.row, row, verdicts[kind])
          if (takesKey) held = { row, counts }
        }
        const heard = arrivals.filter((revision) => content[revision] !== "Late")
        const last = heard.length === 0 ? undefined : Math.max(...heard)
        assert.strictEqual(held?.row.revision, last)
        assert.strictEqual(held?.counts ?? false, last !== undefined && content[last] === "counts")
      }
    }
    assert.strictEqual(enumerated, 5 ** 3 * (1 + 3 + 9 + 27 + 81))
  })
})
