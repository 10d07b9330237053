import { assert, it } from "@effect/vitest"
import { Schema } from "effect"
import fc from "fast-check"
import { type BoardPage, pageText } from "../../src/board/index.ts"
import { boardsOf } from "./rankedRows.ts"

const someCount = fc.nat(1_000_000)

const pages: fc.Arbitrary<BoardPage> = fc
  .tuple(boardsOf(6), someCount, someCount, fc.boolean(), fc.boolean())
  .map(([rows, version, count, hasMoved, isLast]) => {
    const last = rows.at(-1)
    if (isLast || last === undefined) return { rows, version, count, hasMoved }
    const { participantId, status, score, tieBreak } = last
    return { rows, version, count, hasMoved, next: { version, after: { participantId, status, score, tieBreak } } }
  })

it("a page of a board is read back as it was written", () => {
  fc.assert(
    fc.property(pages, (page) => {
      assert.deepStrictEqual(Schema.decodeSync(pageText)(Schema.encodeSync(pageText)(page)), page)
    })
  )
})
