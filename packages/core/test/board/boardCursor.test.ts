import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { cursorText, readCursor } from "../../src/board/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"

const participantId = ParticipantId.make("ada")
const packed = Schema.encodeSync(Schema.StringFromBase64Url)

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

  it("stand in an address as they are", () => {
    const after = { status: "Scored" as const, score: -3, tieBreak: [1, -2], participantId }
    const text = cursorText({ version: 7, after })
    assert.strictEqual(encodeURIComponent(text), text)
  })

  it.effect("are refused where no row can stand there: boards would each take them for another place (I34)", () =>
    Effect.gen(function* () {
      for (const text of [
        "next",
        ...['[7,"Scored",1.5,[],"ada"]', '[7,"Missing",5,[],"ada"]', '[7,"Missing",0,[1],"ada"]'].map((text) =>
          packed(text)
        )
      ]) {
        assert.strictEqual((yield* Effect.flip(readCursor(text)))._tag, "InvalidCursor")
      }
    })
  )
})
