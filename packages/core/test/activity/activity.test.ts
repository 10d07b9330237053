import { assert, describe, it } from "@effect/vitest"
import { Activity } from "@laurel/core/activity"
import { Result, Schema } from "effect"

const read = Schema.decodeUnknownResult(Activity)
const walk = {
  userId: "ada",
  metric: "steps",
  quantity: 1,
  at: "2026-01-31T08:00:00Z",
  source: "watch",
  sourceKey: "walk"
}

describe("Activity", () => {
  it("has no text that a database could not give back: half a character, or the character zero", () => {
    const half = "\ud83c"
    for (const changed of [
      { source: half },
      { sourceKey: half },
      { note: half },
      { note: "a\u0000b" },
      { evidence: `https://example.com/${half}` },
      { evidence: "https://example.com/\u0000" }
    ])
      assert.isTrue(Result.isFailure(read({ ...walk, ...changed })), JSON.stringify(changed))
    assert.isTrue(Result.isSuccess(read({ ...walk, source: "phone \u{1f3c3}", note: "\u{1f3c3}\n" })))
  })
})
