import { assert, describe, it } from "@effect/vitest"
import { countLines, type LineCounts, progressOf } from "../../src/settlement/index.ts"

const counts = (...tags: ReadonlyArray<keyof LineCounts>) => countLines(tags.map((_tag) => ({ _tag })))

describe("the progress of a distribution", () => {
  const stuckStates = ["Unknown", "Refused", "Returned"] as const
  const waiting = ["Held", "Payable", "Claimed", "Submitted"] as const

  it("asks for attention when payouts are unknown, refused or returned, or unclaimed while others go on", () => {
    for (const tag of stuckStates) {
      assert.strictEqual(progressOf("Distributing", counts("Confirmed", tag)), "Flag", tag)
      assert.isUndefined(progressOf("NeedsAttention", counts("Confirmed", tag)), tag)
      assert.isUndefined(progressOf("Refunding", counts(tag)), tag)
    }
    for (const tag of waiting) {
      assert.isUndefined(progressOf("Distributing", counts("Confirmed", tag)), tag)
      assert.strictEqual(progressOf("NeedsAttention", counts("Confirmed", tag)), "Resume", tag)
      assert.isUndefined(progressOf("Refunding", counts(tag)), tag)
      assert.strictEqual(progressOf("Distributing", counts("Unclaimed", tag)), "Flag", tag)
      assert.isUndefined(progressOf("NeedsAttention", counts("Unclaimed", tag)), tag)
    }
  })

  it("is complete when every line is confirmed, unclaimed or forfeited", () => {
    const over = counts("Confirmed", "Unclaimed", "Forfeited")
    assert.strictEqual(progressOf("Distributing", over), "Complete")
    assert.strictEqual(progressOf("NeedsAttention", over), "Resume")
    assert.strictEqual(progressOf("Refunding", over), "CompleteRefunds")
    assert.strictEqual(progressOf("Distributing", counts()), "Complete")
  })
})
