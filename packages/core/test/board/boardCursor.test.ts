import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { cursorText, readCursor } from "../../src/board/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"

const participantId = ParticipantId.make("ada")

describe("cursors of boards", () => {
  it.effect("are read as they were written", () =>
    Effect.gen(function* () {
      for (const after of [
        { status: "Scored" as const, score: -3, tieBreak: [1, -2], participantId },
        { status: "Missing" as const, score: 0, tieBreak: [], participantId }
      ]) {
        assert.deepStrictEqual(yield* readCursor(cursorText({ version: 7, after })), { version: 7, after })
      }
    })
  )

  it.effect("are refused where no row can stand there: boards would each take them for another place (I34)", () =>
    Effect.gen(function* () {
      for (const text of [
        "next",
        '[7,"Scored",1.5,[],"ada"]',
        '[7,"Missing",5,[],"ada"]',
        '[7,"Missing",0,[1],"ada"]'
      ]) {
        assert.strictEqual((yield* Effect.flip(readCursor(text)))._tag, "InvalidCursor")
      }
    })
  )
})
